#include "report/figure_layout.h"

#include <algorithm>
#include <cstdint>
#include <string>

#include <gtest/gtest.h>

namespace doppelint::report {
namespace {

struct Graph {
    std::vector<LayoutNode> nodes;
    std::vector<LayoutEdge> edges;
    [[nodiscard]] FigureLayout layout() const { return figure_layout(nodes, edges); }
};

/// Names and boxes with arrows between them, the same for a seed each time.
Graph some_graph(std::uint32_t seed) {
    const auto next = [&](std::uint32_t below) {
        seed = seed * 1664525U + 1013904223U;
        return (seed >> 16U) % below;
    };
    Graph graph;
    const std::uint32_t names = next(7);
    const std::uint32_t boxes = 1 + next(14);
    for (std::uint32_t at = 0; at < names; ++at) graph.nodes.push_back({80, 24, true});
    for (std::uint32_t at = 0; at < boxes; ++at) {
        const int rows = static_cast<int>(next(6));
        graph.nodes.push_back({110 + static_cast<int>(next(90)), 40 + 20 * rows, false});
        for (int row = 0; row < rows; ++row)
            graph.edges.push_back({names + at, names + next(boxes), 36 + 20 * row, 15});
    }
    for (std::uint32_t at = 0; at < names; ++at) graph.edges.push_back({at, names + next(boxes), 12, 15});
    return graph;
}

TEST(FigureLayout, PutsWhatIsHeldRightOfWhatHoldsIt) {
    // a → 2 → 3, b → 3: the shared object stands behind both.
    const Graph graph{{{50, 24, true}, {50, 24, true}, {100, 60}, {100, 60}},
                      {{0, 2, 12, 15}, {2, 3, 40, 15}, {1, 3, 12, 15}}};
    const FigureLayout layout = graph.layout();
    EXPECT_EQ(layout.columns, (std::vector<std::uint32_t>{0, 0, 1, 2}));
    EXPECT_LT(layout.corners[2].x + 100, layout.corners[3].x);
    EXPECT_EQ(layout.routes[2].points.size(), 4U) << "it passes a column";
}

TEST(FigureLayout, LetsCyclesLeadBack) {
    const Graph graph{{{50, 24, true}, {100, 60}, {100, 60}},
                      {{0, 1, 12, 15}, {1, 2, 40, 15}, {2, 1, 40, 15}, {2, 2, 50, 15}}};
    const FigureLayout layout = graph.layout();
    EXPECT_EQ(layout.columns, (std::vector<std::uint32_t>{0, 1, 2}));
    EXPECT_EQ(layout.routes[2].leaves, Side::left);
    EXPECT_EQ(layout.routes[2].arrives, Side::right);
    EXPECT_EQ(layout.routes[3].leaves, Side::right);
    EXPECT_EQ(layout.routes[3].arrives, Side::right);
}

TEST(FigureLayout, SortsSoThatArrowsDoNotCross) {
    const Graph graph{{{50, 24, true}, {50, 24, true}, {100, 60}, {100, 60}},
                      {{0, 3, 12, 15}, {1, 2, 12, 15}}};
    const FigureLayout layout = graph.layout();
    EXPECT_EQ(layout.corners[0].y < layout.corners[1].y, layout.corners[3].y < layout.corners[2].y);
}

TEST(FigureLayout, IsEmptyWhereThereIsNothing) {
    const FigureLayout layout = Graph{}.layout();
    EXPECT_EQ(layout.width, 0);
    EXPECT_TRUE(layout.corners.empty());
}

bool overlap(const Graph& graph, const FigureLayout& layout, std::size_t one, std::size_t other) {
    const Point a = layout.corners[one];
    const Point b = layout.corners[other];
    return a.x < b.x + graph.nodes[other].width && b.x < a.x + graph.nodes[one].width &&
           a.y < b.y + graph.nodes[other].height && b.y < a.y + graph.nodes[one].height;
}

TEST(FigureLayout, NeverDrawsOneThingOverAnother) {
    for (std::uint32_t seed = 0; seed < 400; ++seed) {
        const Graph graph = some_graph(seed);
        const FigureLayout layout = graph.layout();
        for (std::size_t one = 0; one < graph.nodes.size(); ++one) {
            EXPECT_GE(layout.corners[one].y, 0);
            EXPECT_LE(layout.corners[one].y + graph.nodes[one].height, layout.height);
            EXPECT_LE(layout.corners[one].x + graph.nodes[one].width, layout.width);
            for (std::size_t other = one + 1; other < graph.nodes.size(); ++other)
                EXPECT_FALSE(overlap(graph, layout, one, other)) << seed << ": " << one << ", " << other;
        }
    }
}

TEST(FigureLayout, LetsEachArrowEndAtItsNode) {
    for (std::uint32_t seed = 0; seed < 400; ++seed) {
        const Graph graph = some_graph(seed);
        const FigureLayout layout = graph.layout();
        for (std::size_t at = 0; at < graph.edges.size(); ++at) {
            const Route& route = layout.routes[at];
            const std::uint32_t to = graph.edges[at].to;
            const Point corner = layout.corners[to];
            const Point end = route.points.back();
            EXPECT_EQ(end.x, route.arrives == Side::left ? corner.x : corner.x + graph.nodes[to].width)
                << seed;
            EXPECT_GE(end.y, corner.y) << seed;
            EXPECT_LE(end.y, corner.y + graph.nodes[to].height) << seed;
        }
    }
}

}  // namespace
}  // namespace doppelint::report
