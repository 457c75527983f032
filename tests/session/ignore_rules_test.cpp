#include "session/ignore_rules.h"

#include <gtest/gtest.h>

// The comparison with git itself is gitignore_against_git_test.py; here stands what the rules are.

namespace doppelint::session {
namespace {

using Verdict = PatternList::Verdict;

// What one pattern in /p says of a file.
bool ignores(std::string_view pattern, std::string_view path, FileKind kind = FileKind::file) {
    return PatternList("/p", pattern).decide(std::string("/p/").append(path), kind) == Verdict::ignored;
}

TEST(IgnoreRules, NameWithoutSlashMatchesAtAnyDepth) {
    EXPECT_TRUE(ignores("a.py", "a.py"));
    EXPECT_TRUE(ignores("a.py", "x/y/a.py"));
    EXPECT_FALSE(ignores("a.py", "xa.py"));
    EXPECT_FALSE(ignores("a.py", "a.pyi"));
}

TEST(IgnoreRules, SlashTiesToTheFolderOfTheFile) {
    EXPECT_TRUE(ignores("/a.py", "a.py"));
    EXPECT_FALSE(ignores("/a.py", "x/a.py"));
    EXPECT_TRUE(ignores("x/a.py", "x/a.py"));
    EXPECT_FALSE(ignores("x/a.py", "y/x/a.py"));
}

TEST(IgnoreRules, TrailingSlashMeansFolders) {
    EXPECT_TRUE(ignores("build/", "build", FileKind::folder));
    EXPECT_TRUE(ignores("build/", "x/build", FileKind::folder));
    EXPECT_FALSE(ignores("build/", "build", FileKind::file));
    EXPECT_FALSE(ignores("build/", "build", FileKind::link));
}

TEST(IgnoreRules, StarsStayInsideAFolder) {
    EXPECT_TRUE(ignores("*.py", "x/a.py"));
    EXPECT_TRUE(ignores("x/*.py", "x/a.py"));
    EXPECT_FALSE(ignores("x/*.py", "x/y/a.py"));
    EXPECT_TRUE(ignores("/*/a.py", "x/a.py"));
    EXPECT_FALSE(ignores("/*/a.py", "x/y/a.py"));
    EXPECT_TRUE(ignores("a*b*c", "aXbYbZc"));
    EXPECT_FALSE(ignores("a*b*c", "aXbYbZ"));
    EXPECT_TRUE(ignores("???.py", "abc.py"));
    EXPECT_FALSE(ignores("x?a.py", "x/a.py"));
}

TEST(IgnoreRules, DoubleStarsSpanFolders) {
    EXPECT_TRUE(ignores("**/x/a.py", "x/a.py"));
    EXPECT_TRUE(ignores("**/x/a.py", "1/2/x/a.py"));
    EXPECT_TRUE(ignores("x/**", "x/1/2/a.py"));
    EXPECT_FALSE(ignores("x/**", "x", FileKind::folder));
    EXPECT_TRUE(ignores("x/**/a.py", "x/a.py"));
    EXPECT_TRUE(ignores("x/**/a.py", "x/1/2/a.py"));
    EXPECT_FALSE(ignores("x/**/a.py", "x/1/ba.py"));
    EXPECT_TRUE(ignores("**/*a/**/b*", "1/xa/2/3/by"));
}

TEST(IgnoreRules, ClassesAreBytesWithRangesAndNames) {
    EXPECT_TRUE(ignores("[a-c].py", "b.py"));
    EXPECT_FALSE(ignores("[!a-c].py", "b.py"));
    EXPECT_FALSE(ignores("[^a-c].py", "b.py"));
    EXPECT_TRUE(ignores("[]-].py", "].py"));
    EXPECT_TRUE(ignores("[]-].py", "-.py"));
    EXPECT_TRUE(ignores("[[:digit:][:upper:]x].py", "Q.py"));
    EXPECT_FALSE(ignores("[[:digit:][:upper:]x].py", "q.py"));
    EXPECT_FALSE(ignores("x[/]a.py", "x/a.py"));
}

TEST(IgnoreRules, LooseEndsMatchNothing) {
    EXPECT_FALSE(ignores("[ab", "[ab"));
    EXPECT_FALSE(ignores("a\\", "a\\"));
    EXPECT_FALSE(ignores("[[:nope:]]", "n"));
}

TEST(IgnoreRules, BackslashTakesCharactersLiterally) {
    EXPECT_TRUE(ignores("\\*.py", "*.py"));
    EXPECT_FALSE(ignores("\\*.py", "a.py"));
    EXPECT_TRUE(ignores("\\!a.py", "!a.py"));
    EXPECT_TRUE(ignores("\\#a.py", "#a.py"));
}

TEST(IgnoreRules, SpacesAtTheEndCountOnlyBehindABackslash) {
    EXPECT_TRUE(ignores("a.py   ", "a.py"));
    EXPECT_TRUE(ignores("a.py\\ ", "a.py "));
    EXPECT_TRUE(ignores("a.py\\  ", "a.py "));
    EXPECT_TRUE(ignores("a.py\r\n", "a.py"));
    EXPECT_FALSE(ignores("a.py\t", "a.py"));
}

TEST(IgnoreRules, CommentsAndBlankLinesAreNoPatterns) {
    EXPECT_TRUE(PatternList("/p", "# comment\n\n   \n").empty() ||
                !ignores("# comment\n\n   \n", "# comment"));
    EXPECT_TRUE(
        ignores("\xEF\xBB\xBF"
                "a.py",
                "a.py"));
}

TEST(IgnoreRules, TheLastPatternThatMatchesDecides) {
    const PatternList list("/p", "*.py\n!keep.py\nx/keep.py\n");
    EXPECT_EQ(list.decide("/p/a.py", FileKind::file), Verdict::ignored);
    EXPECT_EQ(list.decide("/p/keep.py", FileKind::file), Verdict::included);
    EXPECT_EQ(list.decide("/p/x/keep.py", FileKind::file), Verdict::ignored);
    EXPECT_EQ(list.decide("/p/readme", FileKind::file), Verdict::none);
}

TEST(IgnoreRules, OutsideTheirFolderOnlyNamesMatch) {
    const PatternList list("/p/q", "a.py\n/b.py\n");
    EXPECT_EQ(list.decide("/p/a.py", FileKind::file), Verdict::ignored);
    EXPECT_EQ(list.decide("/p/b.py", FileKind::file), Verdict::none);
}

TEST(IgnoreRules, InnerFilesOverruleOuterOnes) {
    const auto outer = std::make_shared<IgnoreScope>(IgnoreScope{nullptr, PatternList("/p", "*.py\n!b.py")});
    const auto inner = std::make_shared<IgnoreScope>(IgnoreScope{outer, PatternList("/p/x", "!a.py\nb.py")});
    EXPECT_FALSE(is_ignored(inner, "/p/x/a.py", FileKind::file));
    EXPECT_TRUE(is_ignored(inner, "/p/x/b.py", FileKind::file));
    EXPECT_TRUE(is_ignored(inner, "/p/x/c.py", FileKind::file));
    EXPECT_FALSE(is_ignored(nullptr, "/p/x/c.py", FileKind::file));
}

TEST(IgnoreRules, PatternsOfManyStarsAreQuick) {
    std::string pattern;
    for (int i = 0; i < 60; ++i) pattern += "**/*a*";
    EXPECT_FALSE(ignores(pattern + "b", std::string(2000, 'a') + "/" + std::string(2000, 'a')));
}

}  // namespace
}  // namespace doppelint::session
