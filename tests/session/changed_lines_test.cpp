#include "session/changed_lines.h"

#include <gtest/gtest.h>

#include "session/memory_file_system.h"

namespace doppelint::session {
namespace {

findings::Finding at(std::string path, std::uint32_t line, std::uint32_t cell = 0) {
    findings::Finding result;
    result.place = {std::move(path), cell, {line, 1}, {line, 9}};
    return result;
}

std::size_t left_of(std::vector<findings::Finding> found, std::string_view difference) {
    MemoryFileSystem files("/p");
    leave_changed(found, ChangedLines::from_difference(difference, "/p"), files, "/p");
    return found.size();
}

TEST(ChangedLines, AreThoseThatADifferenceAdds) {
    const ChangedLines changed = ChangedLines::from_difference(
        "diff --git a/a.py b/a.py\nindex 1..2 100644\n--- a/a.py\n+++ b/a.py\n"
        "@@ -3 +3,2 @@ def f():\n-old\n+new\n+newer\n@@ -9,2 +10,0 @@\n-gone\n-gone\n",
        "/p");
    for (const std::uint32_t line : {3U, 4U}) EXPECT_TRUE(changed.has("/p/a.py", line, line)) << line;
    for (const std::uint32_t line : {2U, 5U, 10U}) EXPECT_FALSE(changed.has("/p/a.py", line, line)) << line;
    EXPECT_TRUE(changed.has("/p/a.py", 1, 3));
    EXPECT_FALSE(changed.has("/p/b.py", 3, 3));
}

TEST(ChangedLines, AreNotReadInWhatTheLinesSay) {
    const ChangedLines changed = ChangedLines::from_difference(
        "--- a/a.py\n+++ b/a.py\n@@ -1 +1,2 @@\n--- a/x\n+++ b/fake.py\n+@@ -1 +1 @@\n"
        "\\ No newline at end of file\n@@ -7 +8 @@\n-a\n+b\n",
        "/p");
    EXPECT_FALSE(changed.has("/p/fake.py"));
    EXPECT_TRUE(changed.has("/p/a.py", 8, 8));
}

TEST(ChangedLines, KnowNamesAsGitWritesThem) {
    const ChangedLines changed = ChangedLines::from_difference(
        "--- /dev/null\n+++ \"b/a\\tb\\\"\\303\\251.py\"\n@@ -0,0 +1 @@\n+x\n"
        "--- a/old.py\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n"
        "--- a/with space.py\t\n+++ b/with space.py\t\n@@ -1 +1 @@\n-x\n+y\n",
        "/p");
    EXPECT_TRUE(changed.has("/p/a\tb\"\xC3\xA9.py", 1, 1));
    EXPECT_TRUE(changed.has("/p/with space.py", 1, 1));
    EXPECT_FALSE(changed.has("/p/old.py"));
}

TEST(ChangedLines, KeepFindingsOnThem) {
    constexpr std::string_view kThird = "+++ b/a.py\n@@ -3 +3 @@\n-x\n+y\n";
    EXPECT_EQ(left_of({at("a.py", 2), at("a.py", 3), at("b.py", 3)}, kThird), 1U);
    findings::Finding elsewhere = at("b.py", 9);
    elsewhere.steps.push_back({"it changes here", at("a.py", 3).place});
    EXPECT_EQ(left_of({elsewhere}, kThird), 1U);
}

TEST(ChangedLines, AreAllOfAChangedNotebook) {
    EXPECT_EQ(left_of({at("a.ipynb", 77, 4), at("b.ipynb", 1, 1)}, "+++ b/a.ipynb\n@@ -1 +1 @@\n-x\n+y\n"),
              1U);
}

}  // namespace
}  // namespace doppelint::session
