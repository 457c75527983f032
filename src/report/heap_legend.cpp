#include "report/heap_legend.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "report/heap_shapes.h"
#include "report/words.h"

namespace doppelint::report {
namespace {

constexpr int kLineHeight = 20;
constexpr int kSampleWidth = 30;
constexpr int kGap = 22;
constexpr int kSmallestLetters = 7;  // pixels of a column of words, rather too many

/// What occurs in a figure.
struct Seen {
    bool certain = false, possible = false, copies = false, rest = false;
    bool shared = false, maybe_shared = false, several = false;
};

void look_at(const FigureRow& row, Seen& seen) {
    for (const FigureArrow& it : row.arrows) (it.is_certain ? seen.certain : seen.possible) = true;
    if (row.label == "[*]") seen.rest = true;
}

Seen seen_in(const Figure& figure) {
    Seen seen;
    for (const FigureRow& it : figure.names) look_at(it, seen);
    for (const FigureBox& it : figure.boxes) {
        for (const FigureRow& row : it.rows) look_at(row, seen);
        if (!it.copied_from.empty()) seen.copies = true;
        if (it.sharing == Sharing::certain) seen.shared = true;
        if (it.sharing == Sharing::possible) seen.maybe_shared = true;
        if (it.is_several) seen.several = true;
    }
    return seen;
}

/// Puts samples side by side, and sentences below them.
class Legend {
  public:
    Legend(Point at, int width, SvgText& into) : left_(at.x), at_(at), width_(width), into_(into) {}

    void arrow(std::string_view classes, std::string_view head, std::string_view words) {
        begin_sample(words);
        Route route;
        route.points = {{at_.x, at_.y + 8}, {at_.x + kSampleWidth, at_.y + 8}};
        into_.arrow(route, classes, head);
        end_sample(words);
    }

    void box(std::string_view classes, bool is_several, std::string_view words) {
        begin_sample(words);
        if (is_several) into_.box({at_.x + 5, at_.y + 4}, {kSampleWidth - 8, 12}, classes);
        into_.box({at_.x + 2, at_.y + 1}, {kSampleWidth - 8, 12}, classes);
        end_sample(words);
    }

    void words(std::string_view label, std::string_view words) {
        begin_sample(words);
        into_.text({at_.x, at_.y + 12}, "heap-code", label);
        end_sample(words);
    }

    void sentence(std::string_view text) {
        const auto columns = static_cast<std::uint32_t>(std::max(width_ / kSmallestLetters, 30));
        for (const std::string& it : broken_into_lines(text, columns)) {
            into_.text({left_, at_.y + 12}, "heap-quiet", it);
            at_.y += kLineHeight;
        }
    }

    void end_part() {
        if (at_.x != left_) at_ = {left_, at_.y + kLineHeight + 6};
    }
    [[nodiscard]] int bottom() const { return at_.y; }

  private:
    void begin_sample(std::string_view words) {
        const int needed = kSampleWidth + 6 + text_width(words, Font::words);
        if (at_.x != left_ && at_.x + needed > left_ + width_) at_ = {left_, at_.y + kLineHeight};
    }

    void end_sample(std::string_view words) {
        into_.text({at_.x + kSampleWidth + 6, at_.y + 12}, "heap-quiet", words);
        at_.x += kSampleWidth + 6 + text_width(words, Font::words) + kGap;
    }

    int left_;
    Point at_;
    int width_;
    SvgText& into_;
};

}  // namespace

int draw_legend(const Figure& figure, Point at, int width, SvgText& into) {
    Legend legend(at, width, into);
    const Seen seen = seen_in(figure);
    if (seen.certain) legend.arrow("heap-arrow", "heap-point", "is this object");
    if (seen.possible) legend.arrow("heap-arrow heap-may", "heap-point", "may be this object");
    if (seen.copies) legend.arrow("heap-copy", "heap-point-copy", "was copied from");
    if (seen.shared) legend.box("heap-shared", false, "shared: a change is seen through all");
    if (seen.maybe_shared) legend.box("heap-maybe-shared", false, "possibly shared");
    if (seen.several) legend.box("heap-box", true, "several objects that are not told apart");
    if (seen.rest) legend.words("[*]", "items without a row of their own");
    legend.end_part();
    for (const std::string& it : figure.remarks) legend.sentence(it);
    return legend.bottom();
}

}  // namespace doppelint::report
