#include "report/figure_layout.h"

#include <algorithm>
#include <cstdlib>

#include "report/column_order.h"
#include "report/column_places.h"

namespace doppelint::report {
namespace {

constexpr int kNarrowestGap = 64;
constexpr int kWidestGap = 120;
constexpr int kRoomOfLink = 3;
constexpr int kArrivalsApart = 9;
constexpr int kSmallStep = 4;

/// Says where the columns of a picture begin and how arrows go between them.
class Drawing {
  public:
    Drawing(std::span<const LayoutNode> nodes, std::span<const LayoutEdge> edges)
        : nodes_(nodes), edges_(edges), columns_(figure_columns(nodes, edges)) {
        order_columns(columns_);
        places_ = column_places(columns_);
    }

    FigureLayout run() && {
        place_columns();
        for (std::uint32_t at = 0; at < nodes_.size(); ++at) {
            const Point corner = corner_of(at);
            layout_.corners.push_back(corner);
            layout_.columns.push_back(columns_.cells[at].column);
            layout_.width = std::max(layout_.width, corner.x + nodes_[at].width);
            layout_.height = std::max(layout_.height, corner.y + nodes_[at].height);
        }
        for (std::uint32_t at = 0; at < edges_.size(); ++at) layout_.routes.push_back(route_of(at));
        spread_arrivals();
        for (std::uint32_t at = 0; at < edges_.size(); ++at) {
            pass_wider_nodes(at);
            straighten(layout_.routes[at]);
        }
        return std::move(layout_);
    }

  private:
    void place_columns() {
        std::vector<int> links(columns_.columns.size());
        for (const ColumnLink& it : columns_.links) ++links[columns_.cells[it.left].column];
        int x = 0;
        for (std::size_t at = 0; at < columns_.columns.size(); ++at) {
            int width = 0;
            for (const std::uint32_t it : columns_.columns[at])
                width = std::max(width, columns_.cells[it].width);
            begins_.push_back(x);
            widths_.push_back(width);
            x += width + std::clamp(kNarrowestGap + kRoomOfLink * links[at], kNarrowestGap, kWidestGap);
        }
    }

    [[nodiscard]] Point corner_of(std::uint32_t cell) const {
        return {begins_[columns_.cells[cell].column], places_[cell]};
    }

    [[nodiscard]] Route route_of(std::uint32_t edge) const {
        const LayoutEdge& it = edges_[edge];
        const ColumnWay& way = columns_.ways[edge];
        const Point from = corner_of(it.from);
        const Point to = corner_of(it.to);
        const int from_right = from.x + nodes_[it.from].width;
        const int to_right = to.x + nodes_[it.to].width;
        Route route;
        if (columns_.cells[it.from].column == columns_.cells[it.to].column) {
            route.arrives = Side::right;
            route.points = {{from_right, from.y + it.from_y}, {to_right, to.y + it.to_y}};
            return route;
        }
        std::vector<Point> between = points_between(way);
        if (way.is_leftward) {
            route.leaves = Side::left;
            route.arrives = Side::right;
            std::ranges::reverse(between);
            route.points.push_back({from.x, from.y + it.from_y});
        } else {
            route.points.push_back({from_right, from.y + it.from_y});
        }
        route.points.insert(route.points.end(), between.begin(), between.end());
        route.points.push_back({way.is_leftward ? to_right : to.x, to.y + it.to_y});
        return route;
    }

    [[nodiscard]] std::vector<Point> points_between(const ColumnWay& way) const {
        std::vector<Point> points;
        for (std::size_t at = 1; at + 1 < way.cells.size(); ++at) {
            const ColumnCell& cell = columns_.cells[way.cells[at]];
            const Point corner = corner_of(way.cells[at]);
            points.push_back({corner.x, corner.y + cell.height / 2});
            points.push_back({corner.x + widths_[cell.column], corner.y + cell.height / 2});
        }
        return points;
    }

    // Several arrows to one side of a node arrive one below the other, in the order in which they come.
    void spread_arrivals() {
        for (std::uint32_t node = 0; node < nodes_.size(); ++node) {
            for (const Side side : {Side::left, Side::right}) {
                std::vector<Route*> arriving;
                for (std::uint32_t at = 0; at < edges_.size(); ++at) {
                    Route& route = layout_.routes[at];
                    if (edges_[at].to == node && route.arrives == side) arriving.push_back(&route);
                }
                spread(arriving, node);
            }
        }
    }

    void spread(std::vector<Route*>& routes, std::uint32_t node) const {
        if (routes.size() < 2) return;
        std::ranges::stable_sort(routes, {},
                                 [](const Route* it) { return it->points[it->points.size() - 2].y; });
        const int count = static_cast<int>(routes.size());
        const int room = nodes_[node].height - 12;
        const int apart = std::max(1, std::min(kArrivalsApart, room / count));
        const int first =
            std::max(corner_of(node).y + 6, routes.front()->points.back().y - apart * (count - 1) / 2);
        for (int at = 0; at < count; ++at)
            routes[static_cast<std::size_t>(at)]->points.back().y = first + at * apart;
    }

    // A curve begins and ends beside the widest node of a column: below or above, that one may stand.
    void pass_wider_nodes(std::uint32_t edge) {
        Route& route = layout_.routes[edge];
        if (route.leaves == route.arrives) return;
        const bool begins = route.leaves == Side::right;
        const std::uint32_t node = begins ? edges_[edge].from : edges_[edge].to;
        const std::uint32_t column = columns_.cells[node].column;
        const int right = begins_[column] + widths_[column];
        const Point end = begins ? route.points.front() : route.points.back();
        if (end.x < right)
            route.points.insert(begins ? route.points.begin() + 1 : route.points.end() - 1, {right, end.y});
    }

    // Small steps up and down mean nothing.
    static void straighten(Route& route) {
        for (std::size_t at = 1; at + 1 < route.points.size(); ++at) {
            const int before = route.points[at - 1].y;
            if (std::abs(route.points[at].y - before) <= kSmallStep) route.points[at].y = before;
        }
    }

    std::span<const LayoutNode> nodes_;
    std::span<const LayoutEdge> edges_;
    FigureColumns columns_;
    std::vector<int> places_;           ///< by cell
    std::vector<int> begins_, widths_;  ///< by column
    FigureLayout layout_;
};

}  // namespace

FigureLayout figure_layout(std::span<const LayoutNode> nodes, std::span<const LayoutEdge> edges) {
    return Drawing(nodes, edges).run();
}

}  // namespace doppelint::report
