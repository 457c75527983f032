#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "report/heap_figure.h"

namespace doppelint::report {

/// How wide a text is drawn, in pixels. Fonts differ; it is rather too much than too little.
enum class Font : std::uint8_t { code, bold_code, words, bold_words };
[[nodiscard]] int text_width(std::string_view text, Font font);

/// A line of words in a box, and what it is about.
struct BoxLine {
    enum class What : std::uint8_t { shared, changed, note };
    What what = What::note;
    std::string text;
    int y = 0;  ///< of its letters' lower edge, below the upper edge of the box
};

/// What the inside of a box looks like: its title on top, then lines of words, then rows.
struct BoxShape {
    int width = 0, height = 0;
    int title_y = 0;
    std::vector<BoxLine> lines;
    int rows_begin = 0;      ///< where a line divides rows from words
    int values_x = 0;        ///< where the values of rows begin
    std::vector<int> row_y;  ///< of their letters
    int more_y = 0;          ///< of what is said of the rows that are left out
    [[nodiscard]] int port_y(std::size_t row) const;
};
[[nodiscard]] BoxShape box_shape(const FigureBox& box);

/// The column of names: they end at one place, behind it stands what is said of them.
struct NameColumn {
    static constexpr int kHeight = 24, kLetters = 16, kPort = 12;
    int labels_end = 0;
    int width = 0;
};
[[nodiscard]] NameColumn name_column(const std::vector<FigureRow>& names);
/// Where the arrows of a name begin, from the left of the column.
[[nodiscard]] int arrows_begin(const NameColumn& column, const FigureRow& name);

/// How far below its upper edge an arrow meets a box.
inline constexpr int kArrival = 15;
inline constexpr int kPadding = 10;
/// Between a label and its value.
inline constexpr int kGapOfValue = 12;

}  // namespace doppelint::report
