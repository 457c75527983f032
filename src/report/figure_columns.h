#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace doppelint::report {

/// Something that a layout places. Sizes are pixels.
struct LayoutNode {
    int width = 0, height = 0;
    bool is_first = false;  ///< it stands in the first column, where nothing else does
};

/// An arrow between two of them. It leaves and arrives so far below the upper edges.
struct LayoutEdge {
    std::uint32_t from = 0, to = 0;
    int from_y = 0, to_y = 0;
};

/// A part of a column: a node, or the room of an arrow that passes.
struct ColumnCell {
    static constexpr std::uint32_t kNoNode = ~0U;
    std::uint32_t node = kNoNode;
    std::uint32_t column = 0;
    int width = 0, height = 0;
};

/// An arrow's part between neighboring columns, from left to right.
struct ColumnLink {
    std::uint32_t left = 0, right = 0;  ///< cells
    int left_y = 0, right_y = 0;        ///< below their upper edges
};

/// An edge's way: the cells of its ends and those between, from left to right. Where both ends stand in one
/// column there is none between.
struct ColumnWay {
    std::vector<std::uint32_t> cells;
    bool is_leftward = false;  ///< the edge goes against it
};

/// Nodes in columns, each right of those that lead to it, but for cycles. Each edge that passes a column has
/// a cell there, so that nothing else is drawn in its way.
struct FigureColumns {
    std::vector<ColumnCell> cells;  ///< those of the nodes come first, in their order
    std::vector<ColumnLink> links;
    std::vector<ColumnWay> ways;                      ///< by edge
    std::vector<std::vector<std::uint32_t>> columns;  ///< cells, from top to bottom
};

[[nodiscard]] FigureColumns figure_columns(std::span<const LayoutNode> nodes,
                                           std::span<const LayoutEdge> edges);

}  // namespace doppelint::report
