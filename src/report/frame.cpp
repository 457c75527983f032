#include "report/frame.h"

#include <algorithm>
#include <cstdint>
#include <span>

#include "report/characters.h"
#include "report/marks.h"
#include "report/one_line.h"
#include "report/paint.h"
#include "report/piece.h"
#include "report/words.h"

namespace doppelint::report {
namespace {

/// Where lines may have any length, so much of one is shown.
constexpr std::uint32_t kWidestLine = 240;
/// A label is not squeezed into less.
constexpr std::uint32_t kNarrowestLabel = 40;
constexpr std::size_t kIndent = 3;
/// Of the gutter behind the number: ` │ `.
constexpr std::size_t kBorder = 3;

class Frame {
  public:
    Frame(const findings::Finding& finding, const Quotes& quotes, const Look& look)
        : finding_(finding),
          quotes_(quotes),
          look_(look),
          painted_(look.color),
          number_width_(gutter_width(finding, look)),
          before_(&finding.place) {}

    std::string draw() && {
        for (const Mark& mark : marks_of(finding_, look_.steps)) draw(mark);
        return std::move(text_);
    }

  private:
    void draw(const Mark& mark) {
        const findings::Place& place = *mark.place;
        if (!in_same_text(place, *before_)) name(place);
        const std::optional<std::string_view> line = quotes_.line_of(place);
        if (line) {
            draw(mark, *line);
        } else {
            add(std::to_string(place.start.line), "│", mark.label);
        }
        before_ = &place;
        is_first_ = false;
    }

    void draw(const Mark& mark, std::string_view line) {
        const findings::Place& place = *mark.place;
        const Piece piece = piece_of(trimmed(line), stretch_of(place), line_width());
        if (is_first_ || !on_same_line(place, *before_) || piece.text() != shown_) {
            shown_ = piece.text();
            add(std::to_string(place.start.line), "│", shown_);
        }
        point(mark, piece);
    }

    static std::string_view trimmed(std::string_view line) {
        const std::size_t last = line.find_last_not_of(" \t\f\r");
        return last == std::string_view::npos ? std::string_view() : line.substr(0, last + 1);
    }

    [[nodiscard]] std::size_t gutter() const { return kIndent + number_width_ + kBorder; }

    [[nodiscard]] std::uint32_t line_width() const {
        if (look_.width == 0) return kWidestLine;
        const auto used = static_cast<std::uint32_t>(gutter());
        return look_.width > used + kNarrowestLabel ? look_.width - used : kNarrowestLabel;
    }

    void add(std::string_view number, std::string_view border, std::string_view rest) {
        std::string left(kIndent + number_width_ - number.size(), ' ');
        left.append(number).append(" ").append(border);
        text_ += painted_(Paint::quiet, left);
        if (!rest.empty()) text_.append(" ").append(rest);
        text_ += "\n";
    }

    void name(const findings::Place& place) { add("", "├─", painted_(Paint::path, shown(place))); }

    void point(const Mark& mark, const Piece& piece) {
        const bool goes_on = mark.place->end.line > mark.place->start.line;
        const std::size_t begin = width_of(piece.before);
        const std::size_t width = std::max(1U, width_of(piece.marked));
        const std::string signs = std::string(width, mark.is_main ? '^' : '-') + (goes_on ? "…" : "");
        const std::string line = std::string(begin, ' ') + paint(mark, signs);
        const std::size_t column = begin + width + (goes_on ? 1 : 0) + 1;
        if (mark.label.empty()) return add("", "│", line);
        const std::size_t below = std::min<std::size_t>(begin, line_width() - kNarrowestLabel);
        const std::vector<std::string> lines_beside = lines_of(mark.label, room(column));
        const std::vector<std::string> lines_below = lines_of(mark.label, room(below));
        if (fits_beside(lines_beside.size(), lines_below.size(), room(column))) {
            add("", "│", line + " " + paint(mark, lines_beside.front()));
            add_lines(mark, std::span(lines_beside).subspan(1), column);
        } else {
            add("", "│", line);
            add_lines(mark, lines_below, below);
        }
    }

    // Beside the mark reads best, unless it takes more lines than below it.
    static bool fits_beside(std::size_t lines, std::size_t lines_below, std::uint32_t room) {
        return lines == 1 || (room >= kNarrowestLabel && lines <= lines_below + 1);
    }

    // A label's lines but the first stand behind its number.
    [[nodiscard]] static std::vector<std::string> lines_of(std::string_view label, std::uint32_t width) {
        std::vector<std::string> result = broken_into_lines(label, width);
        const std::size_t number = label.find(". ");
        const bool is_numbered = number < 4 && label.find_first_not_of("0123456789") == number;
        if (!is_numbered || result.size() == 1) return result;
        result = broken_into_lines(label, width > 3 ? width - 3 : width);
        for (auto it = result.begin() + 1; it != result.end(); ++it) it->insert(0, number + 2, ' ');
        return result;
    }

    // 0: as much as there is.
    [[nodiscard]] std::uint32_t room(std::size_t column) const {
        if (look_.width == 0) return 0;
        const std::size_t used = gutter() + column;
        return used < look_.width ? look_.width - static_cast<std::uint32_t>(used) : 1;
    }

    void add_lines(const Mark& mark, std::span<const std::string> lines, std::size_t column) {
        for (const std::string& it : lines) add("", "│", std::string(column, ' ') + paint(mark, it));
    }

    [[nodiscard]] std::string paint(const Mark& mark, std::string_view text) const {
        return painted_(mark.is_main ? paint_of(finding_.severity) : Paint::step, text);
    }

    const findings::Finding& finding_;
    const Quotes& quotes_;
    const Look& look_;
    const Painter painted_;
    const std::size_t number_width_;
    const findings::Place* before_;  ///< what the last mark pointed at; at first, what the first line names
    bool is_first_ = true;
    std::string shown_;  ///< the line above the last mark
    std::string text_;
};

}  // namespace

std::size_t gutter_width(const findings::Finding& finding, const Look& look) {
    std::uint32_t last = 0;
    for (const Mark& it : marks_of(finding, look.steps)) last = std::max(last, it.place->start.line);
    return std::max<std::size_t>(2, std::to_string(last).size());
}

std::string render_frame(const findings::Finding& finding, const Quotes& quotes, const Look& look) {
    return Frame(finding, quotes, look).draw();
}

}  // namespace doppelint::report
