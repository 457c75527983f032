#include "report/column_order.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace doppelint::report {
namespace {

constexpr int kSweeps = 6;
constexpr std::int64_t kCellSize = 1024;

/// Sorts the cells of each column by where those stand that they are linked with, from left to right and
/// back, and keeps the best order that was seen.
class Ordering {
  public:
    explicit Ordering(FigureColumns& columns) : columns_(columns), position_(columns.cells.size()) {
        for (std::uint32_t at = 0; at < columns.columns.size(); ++at) note_positions(at);
    }

    void run() {
        put_loose_cells_last();
        std::vector<std::vector<std::uint32_t>> best = columns_.columns;
        std::size_t fewest = crossings();
        for (int sweep = 0; sweep < kSweeps && fewest > 0; ++sweep) {
            for (std::uint32_t at = 1; at < columns_.columns.size(); ++at) sort(at, Side::left);
            keep_better(best, fewest);
            for (std::size_t at = columns_.columns.size(); at-- > 0;)
                sort(static_cast<std::uint32_t>(at), Side::right);
            keep_better(best, fewest);
        }
        columns_.columns = std::move(best);
    }

  private:
    enum class Side : std::uint8_t { left, right };

    void note_positions(std::uint32_t column) {
        const std::vector<std::uint32_t>& cells = columns_.columns[column];
        for (std::uint32_t at = 0; at < cells.size(); ++at) position_[cells[at]] = at;
    }

    // Names without arrows.
    void put_loose_cells_last() {
        std::vector<bool> is_linked(columns_.cells.size());
        for (const ColumnLink& it : columns_.links) is_linked[it.left] = is_linked[it.right] = true;
        for (std::uint32_t at = 0; at < columns_.columns.size(); ++at) {
            std::ranges::stable_partition(columns_.columns[at],
                                          [&](std::uint32_t cell) -> bool { return is_linked[cell]; });
            note_positions(at);
        }
    }

    [[nodiscard]] std::int64_t place_of(std::uint32_t cell, int y) const {
        const int height = std::max(columns_.cells[cell].height, 1);
        return position_[cell] * kCellSize + y * (kCellSize - 1) / height;
    }

    // Cells that are linked with none on that side stay behind those before them.
    void sort(std::uint32_t column, Side side) {
        struct Sum {
            std::int64_t places = 0, count = 0;
        };
        std::vector<Sum> sums(columns_.cells.size());
        for (const ColumnLink& it : columns_.links) {
            const std::uint32_t cell = side == Side::left ? it.right : it.left;
            sums[cell].places +=
                side == Side::left ? place_of(it.left, it.left_y) : place_of(it.right, it.right_y);
            ++sums[cell].count;
        }
        std::vector<std::pair<std::int64_t, std::uint32_t>> keyed;
        std::int64_t before = 0;
        for (const std::uint32_t it : columns_.columns[column]) {
            if (sums[it].count != 0) before = sums[it].places / sums[it].count;
            keyed.emplace_back(before, it);
        }
        std::ranges::stable_sort(keyed, {}, &std::pair<std::int64_t, std::uint32_t>::first);
        std::ranges::transform(keyed, columns_.columns[column].begin(),
                               &std::pair<std::int64_t, std::uint32_t>::second);
        note_positions(column);
    }

    [[nodiscard]] std::size_t crossings() const {
        std::size_t count = 0;
        for (std::size_t one = 0; one < columns_.links.size(); ++one) {
            for (std::size_t other = one + 1; other < columns_.links.size(); ++other) {
                if (cross(columns_.links[one], columns_.links[other])) ++count;
            }
        }
        return count;
    }

    [[nodiscard]] bool cross(const ColumnLink& one, const ColumnLink& other) const {
        if (columns_.cells[one.left].column != columns_.cells[other.left].column) return false;
        const std::int64_t left = place_of(one.left, one.left_y) - place_of(other.left, other.left_y);
        const std::int64_t right = place_of(one.right, one.right_y) - place_of(other.right, other.right_y);
        return (left < 0 && right > 0) || (left > 0 && right < 0);
    }

    void keep_better(std::vector<std::vector<std::uint32_t>>& best, std::size_t& fewest) const {
        const std::size_t now = crossings();
        if (now >= fewest) return;
        fewest = now;
        best = columns_.columns;
    }

    FigureColumns& columns_;
    std::vector<std::uint32_t> position_;  ///< by cell, in its column
};

}  // namespace

void order_columns(FigureColumns& columns) {
    Ordering(columns).run();
}

}  // namespace doppelint::report
