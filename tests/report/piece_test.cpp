#include "report/piece.h"

#include <algorithm>
#include <array>

#include <gtest/gtest.h>

#include "report/characters.h"

namespace doppelint::report {
namespace {

std::string shown(std::string_view line, Stretch marked, std::uint32_t width = 80) {
    const Piece piece = piece_of(line, marked, width);
    return piece.before + "[" + piece.marked + "]" + piece.after;
}

TEST(Piece, MarksAPartOfALine) {
    EXPECT_EQ(shown("x = y", {4, 5}), "x = [y]");
    EXPECT_EQ(shown("x = y", {5, 5}), "x = y[]");
    EXPECT_EQ(shown("", {0, 0}), "[]");
}

TEST(Piece, EndsWhereTheLineEnds) {
    EXPECT_EQ(shown("x = y", {2, 4000}), "x [= y]");
    EXPECT_EQ(shown("x = y", {30, 40}), "x = y[]");
}

TEST(Piece, HasBlanksForTabs) {
    EXPECT_EQ(shown("\tx\ty", {2, 3}), "    x[   ]y");
}

TEST(Piece, KeepsCombiningCharactersWithTheirLetter) {
    EXPECT_EQ(shown("e\xCC\x81x", {2, 3}), "e\xCC\x81[x]");
}

TEST(Piece, IsCutWhereTheLineIsTooLong) {
    EXPECT_EQ(shown("0123456789abcdefghij", {10, 12}, 12), "…6789[ab]cdef…");
    EXPECT_EQ(shown("0123456789abcdefghij", {0, 2}, 12), "[01]23456789a…");
    EXPECT_EQ(shown("0123456789abcdefghij", {18, 20}, 12), "…9abcdefgh[ij]");
    EXPECT_EQ(shown("0123456789abcdefghij", {2, 20}, 12), "01[23456789a…]");
}

// Numbers that are the same each time.
class Numbers {
  public:
    std::uint32_t below(std::uint32_t limit) {
        state_ = state_ * 6364136223846793005U + 1442695040888963407U;
        return static_cast<std::uint32_t>(state_ >> 33U) % limit;
    }

  private:
    std::uint64_t state_ = 1;
};

TEST(Piece, FitsWhateverTheLineHolds) {
    constexpr std::array<std::string_view, 10> kParts{
        "x", " ", "\t", "日", "e\xCC\x81", "\x1b", "👍", "\u202e", "\U0001F468\u200D", "\xFF"};
    Numbers numbers;
    for (int turn = 0; turn < 20'000; ++turn) {
        std::string line;
        for (std::uint32_t size = numbers.below(60); size > 0; --size) {
            line += kParts[numbers.below(kParts.size())];
        }
        const std::uint32_t begin = numbers.below(70);
        const std::uint32_t width = 8 + numbers.below(60);
        const Piece piece = piece_of(line, {begin, begin + numbers.below(20)}, width);
        ASSERT_LE(width_of(piece.text()), width) << turn;
        ASSERT_EQ(piece.text().find_first_of("\t\x1b"), std::string::npos) << turn;
    }
}

}  // namespace
}  // namespace doppelint::report
