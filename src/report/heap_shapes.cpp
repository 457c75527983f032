#include "report/heap_shapes.h"

#include <algorithm>

#include "report/characters.h"
#include "report/words.h"

namespace doppelint::report {
namespace {

constexpr int kRowHeight = 20;
constexpr int kLineHeight = 16;
constexpr int kHeadHeight = 26;
constexpr int kNarrowestBox = 110;
constexpr std::uint32_t kColumnsOfLine = 34;
constexpr int kRoomOfPort = 16;
constexpr int kGap = kGapOfValue;

// In tenths of a pixel, by column.
int column_width(Font font) {
    switch (font) {
        case Font::code: return 79;
        case Font::bold_code: return 80;
        case Font::words: return 69;
        case Font::bold_words: return 77;
    }
    return 80;
}

}  // namespace

int text_width(std::string_view text, Font font) {
    return (static_cast<int>(width_of(text)) * column_width(font) + 9) / 10;
}

int BoxShape::port_y(std::size_t row) const {
    return row_y[row] - 4;
}

BoxShape box_shape(const FigureBox& box) {
    BoxShape shape;
    shape.title_y = 18;
    int y = kHeadHeight;
    const auto add_lines = [&](BoxLine::What what, std::string_view text) {
        if (text.empty()) return;
        for (std::string& it : broken_into_lines(text, kColumnsOfLine)) {
            const Font font = what == BoxLine::What::note ? Font::words : Font::bold_words;
            shape.width = std::max(shape.width, text_width(it, font));
            shape.lines.push_back({what, std::move(it), y + 12});
            y += kLineHeight;
        }
    };
    add_lines(BoxLine::What::shared, box.holders);
    add_lines(BoxLine::What::changed, box.change);
    for (const std::string& it : box.notes) add_lines(BoxLine::What::note, it);
    y += 4;
    shape.rows_begin = y;
    int labels = 0;
    int values = 0;
    for (const FigureRow& it : box.rows) {
        labels = std::max(labels, text_width(it.label, Font::code));
        const int room = it.arrows.empty() ? 0 : kRoomOfPort;
        values = std::max(values, text_width(it.value, it.is_code ? Font::code : Font::words) + room);
        shape.row_y.push_back(y + 15);
        y += kRowHeight;
    }
    shape.values_x = kPadding + labels + kGap;
    shape.width = std::max(shape.width, labels + (values == 0 ? 0 : kGap + values));
    if (!box.more.empty()) {
        shape.more_y = y + 14;
        shape.width = std::max(shape.width, text_width(box.more, Font::words));
        y += kRowHeight;
    }
    const int title = text_width(box.title, Font::bold_code);
    const int place = box.place.empty() ? 0 : 2 * kGap + text_width(box.place, Font::words);
    shape.width = std::max(std::max(shape.width, title + place) + 2 * kPadding, kNarrowestBox);
    shape.height = y + (box.rows.empty() && box.more.empty() ? 2 : 4);
    return shape;
}

NameColumn name_column(const std::vector<FigureRow>& names) {
    NameColumn column;
    for (const FigureRow& it : names)
        column.labels_end = std::max(column.labels_end, text_width(it.label, Font::bold_code));
    for (const FigureRow& it : names) column.width = std::max(column.width, arrows_begin(column, it));
    return column;
}

int arrows_begin(const NameColumn& column, const FigureRow& name) {
    const int value = text_width(name.value, name.is_code ? Font::code : Font::words);
    return column.labels_end + kGap / 2 + (value == 0 ? 0 : kGap + value);
}

}  // namespace doppelint::report
