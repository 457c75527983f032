#include "source/line_index.h"

#include <ostream>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace doppelint::source {

std::ostream& operator<<(std::ostream& out, const Position& position) {
    return out << position.line << ':' << position.column;
}

std::ostream& operator<<(std::ostream& out, const EditorPosition& position) {
    return out << position.line << ':' << position.character << " (editor)";
}

namespace {

constexpr std::uint32_t kFarAway = 0xFFFFFFFF;

TEST(LineIndex, CountsLinesAsEditorsDo) {
    EXPECT_EQ(LineIndex().line_count(), 1u);
    EXPECT_EQ(LineIndex("").line_count(), 1u);
    EXPECT_EQ(LineIndex("x").line_count(), 1u);
    EXPECT_EQ(LineIndex("x\n").line_count(), 2u);
    EXPECT_EQ(LineIndex("x\r\n\r\ny").line_count(), 3u);
}

TEST(LineIndex, FindsLinesAndTheirText) {
    const std::string_view text = "ab\r\n\nc\n";
    const LineIndex lines(text);
    EXPECT_EQ(lines.line_text(text, 0), "ab");
    EXPECT_EQ(lines.line_text(text, 1), "");
    EXPECT_EQ(lines.line_text(text, 2), "c");
    EXPECT_EQ(lines.line_text(text, 3), "");
    EXPECT_EQ(lines.line_start(2), 5u);
    EXPECT_EQ(lines.line_of(3), 0u);
    EXPECT_EQ(lines.line_of(4), 1u);
    EXPECT_EQ(lines.line_of(5), 2u);
}

TEST(LineIndex, ToleratesLinesAndOffsetsThatAreNotThere) {
    const std::string_view text = "ab\ncd";
    const LineIndex lines(text);
    EXPECT_EQ(lines.line_text(text, 2), "");
    EXPECT_EQ(lines.line_text(text, kFarAway), "");
    EXPECT_EQ(lines.line_start(kFarAway), 5u);
    EXPECT_EQ(lines.line_of(kFarAway), 1u);
    EXPECT_EQ(lines.position(text, kFarAway), (Position{2, 3}));
    EXPECT_EQ(lines.offset(text, Position{0, 0}), 0u);
    EXPECT_EQ(lines.offset(text, Position{2, 0}), 3u);
    EXPECT_EQ(lines.offset(text, Position{kFarAway, 1}), 5u);
    EXPECT_EQ(lines.offset(text, EditorPosition{kFarAway, kFarAway}), 5u);
}

TEST(LineIndex, CountsColumnsInCodePointsAndEditorsInUtf16) {
    const std::string_view text = "x\né€\U0001F600!";
    const LineIndex lines(text);
    const std::uint32_t exclamation = 2 + 2 + 3 + 4;
    EXPECT_EQ(lines.position(text, exclamation), (Position{2, 4}));
    EXPECT_EQ(lines.editor_position(text, exclamation), (EditorPosition{1, 4}));
    EXPECT_EQ(lines.offset(text, Position{2, 4}), exclamation);
    EXPECT_EQ(lines.offset(text, EditorPosition{1, 4}), exclamation);
}

TEST(LineIndex, TakesAPlaceWithinACharacterForItsStart) {
    const std::string_view text = "a\U0001F600b";
    const LineIndex lines(text);
    EXPECT_EQ(lines.position(text, 3), (Position{1, 2}));
    EXPECT_EQ(lines.editor_position(text, 4), (EditorPosition{0, 1}));
    EXPECT_EQ(lines.offset(text, EditorPosition{0, 2}), 1u);  // between the halves of a pair
    EXPECT_EQ(lines.offset(text, EditorPosition{0, 3}), 5u);
}

TEST(LineIndex, TakesAPlaceBehindALineForItsEnd) {
    const std::string_view text = "ab\r\né\ncd";
    const LineIndex lines(text);
    EXPECT_EQ(lines.position(text, 3), (Position{1, 3}));  // between CR and LF
    EXPECT_EQ(lines.offset(text, Position{1, 9}), 2u);
    EXPECT_EQ(lines.offset(text, Position{2, 9}), 6u);
    EXPECT_EQ(lines.offset(text, EditorPosition{2, kFarAway}), 9u);
}

TEST(LineIndex, ComesBackToEveryCharacter) {
    // Lines that are longer than the blocks by which the index counts, and characters across their edges.
    std::string text;
    for (int i = 0; i < 3000; ++i) text += i % 7 == 0 ? "\U0001F600" : i % 5 == 0 ? "€" : "ab";
    text += "\nshort é\n" + text;
    const LineIndex lines(text);
    for (std::uint32_t offset = 0; offset < text.size(); ++offset) {
        if (is_utf8_continuation(text[offset])) continue;
        ASSERT_EQ(lines.offset(text, lines.position(text, offset)), offset);
        ASSERT_EQ(lines.offset(text, lines.editor_position(text, offset)), offset);
    }
}

TEST(LineIndex, CountsColumnsInVeryLongLines) {
    std::string text = "x = 1\n";
    for (int i = 0; i < 100'000; ++i) text += "\U0001F600";
    const LineIndex lines(text);
    EXPECT_EQ(lines.position(text, 6 + 4 * 99'999), (Position{2, 100'000}));
    EXPECT_EQ(lines.editor_position(text, 6 + 4 * 99'999), (EditorPosition{1, 199'998}));
    EXPECT_EQ(lines.offset(text, EditorPosition{1, 199'999}), 6u + 4 * 99'999);
}

}  // namespace
}  // namespace doppelint::source
