#include "report/words.h"

#include <gtest/gtest.h>

namespace doppelint::report {
namespace {

using Lines = std::vector<std::string>;

TEST(Words, AreBrokenIntoLinesOfAWidth) {
    EXPECT_EQ(broken_into_lines("one two three", 7), (Lines{"one two", "three"}));
    EXPECT_EQ(broken_into_lines("one  two", 5), (Lines{"one", "two"}));
    EXPECT_EQ(broken_into_lines("日本 語", 4), (Lines{"日本", "語"}));
    EXPECT_EQ(broken_into_lines("extraordinary it is", 5), (Lines{"extraordinary", "it is"}));
    EXPECT_EQ(broken_into_lines("", 5), Lines{""});
}

TEST(Words, StayOnOneLineWithoutAWidth) {
    EXPECT_EQ(broken_into_lines("one  two three", 0), Lines{"one  two three"});
}

TEST(Words, KeepCodeTogether) {
    EXPECT_EQ(broken_into_lines("see `a or b` too", 10), (Lines{"see", "`a or b`", "too"}));
    EXPECT_EQ(broken_into_lines("`a or b or c` or", 8), (Lines{"`a or b", "or c` or"}));
    EXPECT_EQ(broken_into_lines("an ` alone", 4), (Lines{"an `", "alone"}));
}

}  // namespace
}  // namespace doppelint::report
