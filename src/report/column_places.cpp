#include "report/column_places.h"

#include <algorithm>
#include <cstdint>

namespace doppelint::report {
namespace {

constexpr int kGapOfNames = 4;
constexpr int kGapOfBoxes = 26;
constexpr int kGapOfWays = 10;
constexpr int kSweeps = 8;

/// Where a cell would like to begin, and how much.
struct Wish {
    std::int64_t place = 0, weight = 1;
    std::int64_t room = 0;  ///< from where it begins to where the next one may
};

// The places nearest to the wishes in which each leaves the room that the next one needs: where wishes are
// too near to each other, those cells move as one to their mean.
std::vector<int> settled(const std::vector<Wish>& wishes) {
    struct Group {
        std::int64_t sum = 0, weight = 0;
        std::size_t count = 0;
        [[nodiscard]] std::int64_t mean() const { return sum / weight; }
    };
    std::vector<Group> groups;
    std::int64_t before = 0;
    for (const Wish& it : wishes) {
        groups.push_back({(it.place - before) * it.weight, it.weight, 1});
        before += it.room;
        while (groups.size() > 1 && groups[groups.size() - 2].mean() > groups.back().mean()) {
            const Group last = groups.back();
            groups.pop_back();
            groups.back().sum += last.sum;
            groups.back().weight += last.weight;
            groups.back().count += last.count;
        }
    }
    std::vector<int> places;
    before = 0;
    for (const Group& group : groups) {
        for (std::size_t at = 0; at < group.count; ++at) {
            const Wish& wish = wishes[places.size()];
            places.push_back(static_cast<int>(group.mean() + before));
            before += wish.room;
        }
    }
    return places;
}

class Placing {
  public:
    explicit Placing(const FigureColumns& columns) : columns_(columns), places_(columns.cells.size()) {
        for (const std::vector<std::uint32_t>& column : columns.columns) {
            int y = 0;
            for (std::size_t at = 0; at < column.size(); ++at) {
                places_[column[at]] = y;
                y += room_of(column, at);
            }
        }
    }

    std::vector<int> run() && {
        for (int sweep = 0; sweep < kSweeps; ++sweep) {
            const bool is_last = sweep + 1 == kSweeps;
            for (std::size_t at = columns_.columns.size(); at-- > 0;)
                settle(at, is_last ? Sides::both : Sides::right);
            for (std::size_t at = 0; at < columns_.columns.size(); ++at)
                settle(at, is_last ? Sides::both : Sides::left);
        }
        if (places_.empty()) return {};
        const int top = *std::ranges::min_element(places_);
        for (int& it : places_) it -= top;
        return std::move(places_);
    }

  private:
    enum class Sides : std::uint8_t { left, right, both };

    [[nodiscard]] bool is_way(std::uint32_t cell) const {
        return columns_.cells[cell].node == ColumnCell::kNoNode;
    }

    [[nodiscard]] int room_of(const std::vector<std::uint32_t>& column, std::size_t at) const {
        const ColumnCell& cell = columns_.cells[column[at]];
        if (cell.column == 0) return cell.height + kGapOfNames;
        const bool has_way = is_way(column[at]) || (at + 1 < column.size() && is_way(column[at + 1]));
        return cell.height + (has_way ? kGapOfWays : kGapOfBoxes);
    }

    void settle(std::size_t column, Sides sides) {
        const std::vector<std::uint32_t>& cells = columns_.columns[column];
        if (cells.empty()) return;
        std::vector<std::int64_t> sum(columns_.cells.size());
        std::vector<std::int64_t> count(columns_.cells.size());
        for (const ColumnLink& it : columns_.links) {
            if (sides != Sides::left) {
                sum[it.left] += places_[it.right] + it.right_y - it.left_y;
                ++count[it.left];
            }
            if (sides != Sides::right) {
                sum[it.right] += places_[it.left] + it.left_y - it.right_y;
                ++count[it.right];
            }
        }
        std::vector<Wish> wishes;
        for (std::size_t at = 0; at < cells.size(); ++at) {
            const std::int64_t links = count[cells[at]];
            const std::int64_t wish = links == 0 ? places_[cells[at]] : sum[cells[at]] / links;
            wishes.push_back({wish, std::max<std::int64_t>(links, 1), room_of(cells, at)});
        }
        const std::vector<int> places = settled(wishes);
        for (std::size_t at = 0; at < cells.size(); ++at) places_[cells[at]] = places[at];
    }

    const FigureColumns& columns_;
    std::vector<int> places_;
};

}  // namespace

std::vector<int> column_places(const FigureColumns& columns) {
    return Placing(columns).run();
}

}  // namespace doppelint::report
