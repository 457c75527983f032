#include "report/difference.h"

#include <gtest/gtest.h>

namespace doppelint::report {
namespace {

std::string difference(std::string_view before, std::string_view after) {
    return render_difference("a.py", before, after);
}

TEST(Difference, IsNothingWhereNothingChanged) {
    EXPECT_EQ(difference("x = 1\n", "x = 1\n"), "");
    EXPECT_EQ(difference("", ""), "");
}

TEST(Difference, HasThreeLinesAroundAChange) {
    EXPECT_EQ(difference("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n"),
              "--- a.py\n+++ a.py\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
}

TEST(Difference, PutsChangesNearOneAnotherTogether) {
    EXPECT_EQ(difference("a\nb\nc\nd\n", "a\nB\nc\nD\nd\n"),
              "--- a.py\n+++ a.py\n@@ -1,4 +1,5 @@\n a\n-b\n+B\n c\n+D\n d\n");
    EXPECT_EQ(
        difference("a\n1\n2\n3\n4\n5\n6\n7\nb\n", "A\n1\n2\n3\n4\n5\n6\n7\nB\n"),
        "--- a.py\n+++ a.py\n@@ -1,4 +1,4 @@\n-a\n+A\n 1\n 2\n 3\n@@ -6,4 +6,4 @@\n 5\n 6\n 7\n-b\n+B\n");
}

TEST(Difference, CountsFromTheLineBeforeWhatIsAddedOrGone) {
    EXPECT_EQ(difference("", "x\n"), "--- a.py\n+++ a.py\n@@ -0,0 +1 @@\n+x\n");
    EXPECT_EQ(difference("x\n", ""), "--- a.py\n+++ a.py\n@@ -1 +0,0 @@\n-x\n");
}

TEST(Difference, SaysWhereTheLastLineHasNoEnd) {
    EXPECT_EQ(
        difference("x", "y"),
        "--- a.py\n+++ a.py\n@@ -1 +1 @@\n-x\n\\ No newline at end of file\n+y\n\\ No newline at end of "
        "file\n");
}

TEST(Difference, HasColorsOnATerminal) {
    const std::string plain = difference("x\ny\n", "z\ny\n");
    EXPECT_EQ(painted_difference(plain, Color::off), plain);
    EXPECT_EQ(painted_difference(plain, Color::on),
              "\x1b[1m--- a.py\x1b[0m\n\x1b[1m+++ a.py\x1b[0m\n\x1b[1;36m@@ -1,2 +1,2 @@\x1b[0m\n"
              "\x1b[1;31m-x\x1b[0m\n\x1b[32m+z\x1b[0m\n y\n");
}

}  // namespace
}  // namespace doppelint::report
