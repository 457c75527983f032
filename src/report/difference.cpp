#include "report/difference.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "report/paint.h"

namespace doppelint::report {
namespace {

using Lines = std::vector<std::string_view>;

constexpr std::size_t kContext = 3;
/// Lines that differ; where there are more, all that lies between the first and the last of them is one
/// change.
constexpr std::ptrdiff_t kMostDifferences = 1000;

Lines lines_of(std::string_view text) {
    Lines lines;
    while (!text.empty()) {
        const std::size_t size = std::min(text.find('\n'), text.size() - 1) + 1;
        lines.push_back(text.substr(0, size));
        text.remove_prefix(size);
    }
    return lines;
}

std::optional<Paint> paint_of_line(std::string_view line) {
    if (line.starts_with("---") || line.starts_with("+++")) return Paint::strong;
    if (line.starts_with("@@")) return Paint::info;
    if (line.starts_with('+')) return Paint::fix;
    if (line.starts_with('-')) return Paint::error;
    return std::nullopt;
}

/// Lines [old_begin, old_end) become lines [new_begin, new_end).
struct Change {
    std::size_t old_begin = 0, old_end = 0;
    std::size_t new_begin = 0, new_end = 0;
};

/// The shortest way from one text to the other, as E. Myers finds it ("An O(ND) difference algorithm", 1986).
class ShortestWay {
  public:
    ShortestWay(const Lines& before, const Lines& after) : before_(before), after_(after) {
        const std::size_t both = std::min(before.size(), after.size());
        while (first_ < both && before[first_] == after[first_]) ++first_;
        while (last_ < both - first_ && before[before.size() - 1 - last_] == after[after.size() - 1 - last_])
            ++last_;
    }

    [[nodiscard]] std::vector<Change> changes() {
        if (old_size() == 0 && new_size() == 0) return {};
        if (old_size() == 0 || new_size() == 0 || !search()) {
            return {{first_, before_.size() - last_, first_, after_.size() - last_}};
        }
        return way_back();
    }

  private:
    using Furthest = std::vector<std::ptrdiff_t>;  ///< by diagonal: how far into the old lines

    [[nodiscard]] std::ptrdiff_t old_size() const {
        return static_cast<std::ptrdiff_t>(before_.size() - first_ - last_);
    }
    [[nodiscard]] std::ptrdiff_t new_size() const {
        return static_cast<std::ptrdiff_t>(after_.size() - first_ - last_);
    }
    [[nodiscard]] static std::ptrdiff_t& at(Furthest& furthest, std::ptrdiff_t diagonal) {
        return furthest[static_cast<std::size_t>(diagonal + kMostDifferences + 1)];
    }
    [[nodiscard]] bool are_equal(std::ptrdiff_t x, std::ptrdiff_t y) const {
        return before_[first_ + static_cast<std::size_t>(x)] == after_[first_ + static_cast<std::size_t>(y)];
    }

    // Whether the step onto the diagonal adds a line, and does not drop one.
    [[nodiscard]] static bool adds(Furthest& furthest, std::ptrdiff_t diagonal, std::ptrdiff_t differences) {
        return diagonal == -differences ||
               (diagonal != differences && at(furthest, diagonal - 1) < at(furthest, diagonal + 1));
    }

    bool search() {
        Furthest furthest(static_cast<std::size_t>(2 * kMostDifferences + 3), 0);
        for (std::ptrdiff_t differences = 0; differences <= kMostDifferences; ++differences) {
            trace_.push_back(furthest);
            for (std::ptrdiff_t diagonal = -differences; diagonal <= differences; diagonal += 2) {
                std::ptrdiff_t x = adds(furthest, diagonal, differences) ? at(furthest, diagonal + 1)
                                                                         : at(furthest, diagonal - 1) + 1;
                std::ptrdiff_t y = x - diagonal;
                while (x < old_size() && y < new_size() && are_equal(x, y)) ++x, ++y;
                at(furthest, diagonal) = x;
                if (x >= old_size() && y >= new_size()) return true;
            }
        }
        return false;
    }

    std::vector<Change> way_back() {
        std::vector<Change> result;
        std::ptrdiff_t x = old_size();
        std::ptrdiff_t y = new_size();
        for (auto differences = static_cast<std::ptrdiff_t>(trace_.size()) - 1; differences > 0;
             --differences) {
            Furthest& furthest = trace_[static_cast<std::size_t>(differences)];
            const bool is_added = adds(furthest, x - y, differences);
            const std::ptrdiff_t diagonal = is_added ? x - y + 1 : x - y - 1;
            x = at(furthest, diagonal);
            y = x - diagonal;
            const std::size_t old_begin = first_ + static_cast<std::size_t>(x);
            const std::size_t new_begin = first_ + static_cast<std::size_t>(y);
            put({old_begin, old_begin + (is_added ? 0 : 1), new_begin, new_begin + (is_added ? 1 : 0)},
                result);
        }
        std::ranges::reverse(result);
        return result;
    }

    // From the end: what touches the change behind it is one with it.
    static void put(const Change& it, std::vector<Change>& into) {
        if (!into.empty() && into.back().old_begin == it.old_end && into.back().new_begin == it.new_end) {
            into.back().old_begin = it.old_begin;
            into.back().new_begin = it.new_begin;
        } else {
            into.push_back(it);
        }
    }

    const Lines& before_;
    const Lines& after_;
    std::size_t first_ = 0, last_ = 0;  ///< equal lines at the beginning and at the end
    std::vector<Furthest> trace_;       ///< before each step
};

std::string line(char sign, std::string_view text) {
    std::string result = sign + std::string(text);
    if (!text.ends_with('\n')) result += "\n\\ No newline at end of file\n";
    return result;
}

std::string range(std::size_t begin, std::size_t end) {
    const std::size_t count = end - begin;
    const std::string first = std::to_string(count == 0 ? begin : begin + 1);
    return count == 1 ? first : first + "," + std::to_string(count);
}

// Changes that lie near one another, with the lines around them.
std::string hunk(const Lines& before, const Lines& after, const Change* first, const Change* last) {
    const std::size_t lead = std::min(first->old_begin, kContext);
    const std::size_t tail = std::min(before.size() - last->old_end, kContext);
    const std::size_t begin = first->old_begin - lead;
    std::string result = "@@ -" + range(begin, last->old_end + tail) + " +" +
                         range(first->new_begin - lead, last->new_end + tail) + " @@\n";
    std::size_t at = begin;
    for (const Change* it = first; it <= last; ++it) {
        for (; at < it->old_begin; ++at) result += line(' ', before[at]);
        for (; at < it->old_end; ++at) result += line('-', before[at]);
        for (std::size_t added = it->new_begin; added < it->new_end; ++added)
            result += line('+', after[added]);
    }
    for (; at < last->old_end + tail; ++at) result += line(' ', before[at]);
    return result;
}

}  // namespace

std::string render_difference(std::string_view path, std::string_view before, std::string_view after) {
    const Lines old_lines = lines_of(before);
    const Lines new_lines = lines_of(after);
    const std::vector<Change> changes = ShortestWay(old_lines, new_lines).changes();
    if (changes.empty()) return {};
    std::string result = "--- " + std::string(path) + "\n+++ " + std::string(path) + "\n";
    for (std::size_t first = 0; first < changes.size();) {
        std::size_t last = first;
        while (last + 1 < changes.size() &&
               changes[last + 1].old_begin - changes[last].old_end <= 2 * kContext)
            ++last;
        result += hunk(old_lines, new_lines, &changes[first], &changes[last]);
        first = last + 1;
    }
    return result;
}

std::string painted_difference(std::string_view difference, Color color) {
    const Painter painted(color);
    std::string result;
    for (const std::string_view line : lines_of(difference)) {
        const std::string_view text = line.ends_with('\n') ? line.substr(0, line.size() - 1) : line;
        const std::optional<Paint> paint = paint_of_line(text);
        result += paint ? painted(*paint, text) : std::string(text);
        result += line.substr(text.size());
    }
    return result;
}

}  // namespace doppelint::report
