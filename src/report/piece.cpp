#include "report/piece.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "report/characters.h"
#include "source/unicode.h"

namespace doppelint::report {
namespace {

constexpr std::uint32_t kTabWidth = 4;
/// So many characters before and behind the beginning of the marked part are looked at: lines may have
/// megabytes.
constexpr std::uint32_t kReach = 2000;
constexpr std::string_view kLeftOut = "…";
/// Of a line that is cut, so many columns stay around the marked part.
constexpr std::uint32_t kLeast = 4;

// The bytes of so many characters at the beginning.
std::size_t bytes_of(std::string_view text, std::uint32_t characters) {
    std::size_t at = 0;
    for (std::uint32_t count = 0; at < text.size(); ++at) {
        if (!source::is_utf8_continuation(text[at]) && count++ == characters) break;
    }
    return at;
}

/// A character as it is shown.
struct Cell {
    std::string text;
    std::uint32_t column = 0, width = 0;
    [[nodiscard]] std::uint32_t end() const { return column + width; }
    // What takes no column belongs to what stands before it.
    [[nodiscard]] bool is_within(std::uint32_t from, std::uint32_t to) const {
        return end() <= to && (width == 0 ? column > from || (from == 0 && to > 0) : column >= from);
    }
};

std::string spelled_out(char32_t code) {
    std::string result;
    if (code < 0x20) {
        source::append_utf8(result, 0x2400 + code);  // the picture of a control character
    } else if (code == 0x7F) {
        source::append_utf8(result, 0x2421);
    } else {
        constexpr std::string_view kDigits = "0123456789ABCDEF";
        for (; code != 0; code >>= 4U) result.insert(result.begin(), kDigits[code & 15U]);
        result = "<U+" + std::string(4 - std::min<std::size_t>(4, result.size()), '0') + result + ">";
    }
    return result;
}

Cell cell_of(std::string_view text, const Character& character, std::uint32_t column) {
    if (character.code == U'\t') {
        const std::uint32_t width = kTabWidth - column % kTabWidth;
        return {std::string(width, ' '), column, width};
    }
    if (!character.is_valid) return {"\xEF\xBF\xBD", column, 1};
    if (!commands_the_terminal(character.code)) {
        return {std::string(text.substr(0, character.size)), column, width_of(character.code)};
    }
    std::string spelled = spelled_out(character.code);
    const std::uint32_t width = width_of(spelled);
    return {std::move(spelled), column, width};
}

/// The characters around the marked part.
class Cells {
  public:
    Cells(std::string_view line, Stretch marked) {
        const std::uint32_t first = marked.begin > kReach ? marked.begin - kReach : 0;
        line.remove_prefix(bytes_of(line, first));
        begins_later_ = first > 0;
        while (!line.empty() && cells_.size() < std::size_t{2} * kReach) {
            const Character it = first_character(line);
            cells_.push_back(cell_of(line, it, width()));
            line.remove_prefix(it.size);
        }
        ends_earlier_ = !line.empty();
        begin_ = column_of(marked.begin - first);
        end_ = column_of(std::max(marked.end, marked.begin) - first);
    }

    [[nodiscard]] Piece within(std::uint32_t most) const {
        if (width() <= most && !begins_later_ && !ends_earlier_) return between(0, width());
        const std::uint32_t from = first_shown(most);
        const std::uint32_t to = std::min(from + most, width());
        const bool cuts_begin = from > 0 || begins_later_;
        const bool cuts_end = to < width() || ends_earlier_;
        Piece result = between(from + (cuts_begin ? 1 : 0), to - (cuts_end ? 1 : 0));
        if (cuts_begin) result.before.insert(0, kLeftOut);
        if (cuts_end) (end_ < to ? result.after : result.marked) += kLeftOut;
        return result;
    }

  private:
    [[nodiscard]] std::uint32_t width() const { return cells_.empty() ? 0 : cells_.back().end(); }

    [[nodiscard]] std::uint32_t column_of(std::uint32_t character) const {
        return character < cells_.size() ? cells_[character].column : width();
    }

    // Enough before the marked part to know where one is, and the more behind it.
    [[nodiscard]] std::uint32_t first_shown(std::uint32_t most) const {
        if (!begins_later_ && end_ + 1 < most) return 0;
        const std::uint32_t marked = std::min(end_ - begin_, most - kLeast);
        const std::uint32_t from = begin_ - std::min(begin_, (most - marked) / 2);
        return ends_earlier_ || width() < most ? from : std::min(from, width() - most);
    }

    [[nodiscard]] Piece between(std::uint32_t from, std::uint32_t to) const {
        const std::uint32_t begin = std::clamp(begin_, from, to);
        const std::uint32_t end = std::clamp(end_, begin, to);
        return {text(from, begin), text(begin, end), text(end, to)};
    }

    // The columns from `from` to `to`; half of a wide character is a blank.
    [[nodiscard]] std::string text(std::uint32_t from, std::uint32_t to) const {
        std::string result;
        for (const Cell& it : cells_) {
            if (it.is_within(from, to)) {
                result += it.text;
            } else if (it.column < to && it.end() > from) {
                result.append(std::min(it.end(), to) - std::max(it.column, from), ' ');
            }
        }
        return result;
    }

    std::vector<Cell> cells_;
    std::uint32_t begin_ = 0, end_ = 0;
    bool begins_later_ = false, ends_earlier_ = false;
};

}  // namespace

Stretch stretch_of(const findings::Place& place) {
    const bool goes_on = place.end.line > place.start.line;
    return {place.start.column - 1, goes_on ? UINT32_MAX : place.end.column - 1};
}

Piece piece_of(std::string_view line, Stretch marked, std::uint32_t width) {
    return Cells(line, marked).within(std::max(width, 2 * kLeast));
}

}  // namespace doppelint::report
