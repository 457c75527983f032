#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "report/figure_columns.h"

namespace doppelint::report {

/// Pixels from the left and upper edges.
struct Point {
    int x = 0, y = 0;
};

enum class Side : std::uint8_t { left, right };

/// The way of an arrow. Between two points it begins and ends level.
struct Route {
    std::vector<Point> points;
    Side leaves = Side::right;  ///< of the node it comes from
    Side arrives = Side::left;  ///< of the node it leads to
};

/// Where everything stands.
struct FigureLayout {
    std::vector<Point> corners;          ///< upper left, by node
    std::vector<std::uint32_t> columns;  ///< by node, from the left
    std::vector<Route> routes;           ///< by edge
    int width = 0, height = 0;
};

/// Places the nodes in columns, so that arrows lead to the right, cross seldom, and pass no node. The same
/// input gives the same layout everywhere: all is done in whole numbers.
[[nodiscard]] FigureLayout figure_layout(std::span<const LayoutNode> nodes,
                                         std::span<const LayoutEdge> edges);

}  // namespace doppelint::report
