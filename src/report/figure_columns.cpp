#include "report/figure_columns.h"

#include <algorithm>

namespace doppelint::report {
namespace {

constexpr std::uint32_t kMostColumns = 7;  // what lies deeper stands in the last one
constexpr int kPassingHeight = 6;

/// Finds an order of the nodes in which only cycles lead back.
class DepthFirst {
  public:
    DepthFirst(std::size_t nodes, std::span<const LayoutEdge> edges) : next_(nodes), is_known_(nodes) {
        for (const LayoutEdge& it : edges) next_[it.from].push_back(it.to);
        for (std::uint32_t at = 0; at < nodes; ++at) {
            if (!is_known_[at]) visit(at);
        }
        std::ranges::reverse(order_);
    }

    [[nodiscard]] const std::vector<std::uint32_t>& order() const { return order_; }

  private:
    struct Turn {
        std::uint32_t node = 0;
        std::size_t next = 0;
    };

    void visit(std::uint32_t start) {
        std::vector<Turn> turns{{start}};
        is_known_[start] = true;
        while (!turns.empty()) {
            Turn& turn = turns.back();
            const std::vector<std::uint32_t>& next = next_[turn.node];
            if (turn.next == next.size()) {
                order_.push_back(turn.node);
                turns.pop_back();
                continue;
            }
            const std::uint32_t to = next[turn.next++];
            if (is_known_[to]) continue;
            is_known_[to] = true;
            turns.push_back({to});
        }
    }

    std::vector<std::vector<std::uint32_t>> next_;
    std::vector<bool> is_known_;
    std::vector<std::uint32_t> order_;
};

// As far to the right as the longest way from the first column leads.
std::vector<std::uint32_t> columns_of(std::span<const LayoutNode> nodes, std::span<const LayoutEdge> edges) {
    const DepthFirst depth_first(nodes.size(), edges);
    std::vector<std::uint32_t> position(nodes.size());
    std::vector<std::vector<std::uint32_t>> next(nodes.size());
    for (std::uint32_t at = 0; at < nodes.size(); ++at) position[depth_first.order()[at]] = at;
    for (const LayoutEdge& it : edges) next[it.from].push_back(it.to);
    std::vector<std::uint32_t> column(nodes.size());
    for (std::uint32_t at = 0; at < nodes.size(); ++at) column[at] = nodes[at].is_first ? 0 : 1;
    for (const std::uint32_t from : depth_first.order()) {
        for (const std::uint32_t to : next[from]) {
            const std::uint32_t wanted = std::min(column[from] + 1, kMostColumns);
            if (position[to] > position[from]) column[to] = std::max(column[to], wanted);
        }
    }
    return column;
}

/// Gives each edge its way.
class Ways {
  public:
    explicit Ways(FigureColumns& into) : into_(into) {}

    void add(const LayoutEdge& edge) {
        const std::uint32_t from = into_.cells[edge.from].column;
        const std::uint32_t to = into_.cells[edge.to].column;
        ColumnWay way;
        way.is_leftward = to < from;
        const std::uint32_t left = way.is_leftward ? edge.to : edge.from;
        const std::uint32_t right = way.is_leftward ? edge.from : edge.to;
        way.cells.push_back(left);
        for (std::uint32_t it = std::min(from, to) + 1; it < std::max(from, to); ++it)
            way.cells.push_back(passing_cell(it));
        way.cells.push_back(right);
        if (from != to) link(way, edge);
        into_.ways.push_back(std::move(way));
    }

  private:
    std::uint32_t passing_cell(std::uint32_t column) {
        const auto cell = static_cast<std::uint32_t>(into_.cells.size());
        into_.cells.push_back({ColumnCell::kNoNode, column, 0, kPassingHeight});
        into_.columns[column].push_back(cell);
        return cell;
    }

    void link(const ColumnWay& way, const LayoutEdge& edge) {
        const int first = way.is_leftward ? edge.to_y : edge.from_y;
        const int last = way.is_leftward ? edge.from_y : edge.to_y;
        for (std::size_t at = 0; at + 1 < way.cells.size(); ++at) {
            const bool is_last = at + 2 == way.cells.size();
            into_.links.push_back({way.cells[at], way.cells[at + 1], at == 0 ? first : kPassingHeight / 2,
                                   is_last ? last : kPassingHeight / 2});
        }
    }

    FigureColumns& into_;
};

}  // namespace

FigureColumns figure_columns(std::span<const LayoutNode> nodes, std::span<const LayoutEdge> edges) {
    FigureColumns result;
    const std::vector<std::uint32_t> column = columns_of(nodes, edges);
    result.columns.resize(nodes.empty() ? 0 : *std::ranges::max_element(column) + 1);
    for (std::uint32_t at = 0; at < nodes.size(); ++at) {
        result.cells.push_back({at, column[at], nodes[at].width, nodes[at].height});
        result.columns[column[at]].push_back(at);
    }
    Ways ways(result);
    for (const LayoutEdge& it : edges) ways.add(it);
    return result;
}

}  // namespace doppelint::report
