#include "session/fix.h"

#include <gtest/gtest.h>

#include "session/chosen_edits.h"
#include "session/memory_file_system.h"
#include "session/thread_pool.h"

namespace doppelint::session {
namespace {

/// Files in /p, fixed together.
class Fixed {
  public:
    Fixed& with(const std::string& name, std::string text) {
        request.files.push_back({"/p/" + name, name, text.size(), 10'000, std::nullopt});
        files.add_file("/p/" + name, std::move(text));
        return *this;
    }
    FixReport run(findings::Applicability least = findings::Applicability::safe) {
        ThreadPool pool(1);
        return fix(request, {least, {}, "/p"}, files, pool);
    }
    /// What is in the file once the fixes are written.
    std::string text(const std::string& name) {
        FixReport report = run();
        write(report, files);
        return *files.read("/p/" + name, 10'000);
    }

    MemoryFileSystem files{"/p"};
    Request request;
};

TEST(Fix, ChangesWhatIsFoundAndNothingElse) {
    EXPECT_EQ(Fixed().with("a.py", "def f(x):\n    return x is 1062  # why\n").text("a.py"),
              "def f(x):\n    return x == 1062  # why\n");
    EXPECT_EQ(Fixed().with("a.py", "def f(x):\n    return x is None\n").run().files.size(), 0U);
}

TEST(Fix, KeepsEncodingAndLineEnds) {
    EXPECT_EQ(
        Fixed().with("a.py", "# coding: latin-1\r\ndef f(\xE9):\r\n\treturn \xE9 is 1062\r\n").text("a.py"),
        "# coding: latin-1\r\ndef f(\xE9):\r\n\treturn \xE9 == 1062\r\n");
    EXPECT_EQ(Fixed()
                  .with("a.py",
                        "\xEF\xBB\xBF"
                        "def f(x):\r  return x is 1062\r")
                  .text("a.py"),
              "\xEF\xBB\xBF"
              "def f(x):\r  return x == 1062\r");
}

TEST(Fix, ReportsWhatIsLeft) {
    Fixed fixed;
    fixed.with("a.py", "def f(x):\n    return x is 1062\ny = = 2\n")
        .with("b.py", "def g(x):\n    return x is 1062\n");
    const FixReport report = fixed.run();
    ASSERT_EQ(report.files.size(), 1U) << "a file that is no Python is not changed";
    EXPECT_EQ(report.files[0].shown, "b.py");
    EXPECT_EQ(report.files[0].fixed, 1U);
    EXPECT_EQ(report.report.findings.size(), 2U);
    EXPECT_EQ(report.before.size(), 3U);
}

TEST(Fix, LeavesAFileAloneThatSomebodyElseChanged) {
    Fixed fixed;
    fixed.with("a.py", "def f(x):\n    return x is 1062\n");
    FixReport report = fixed.run();
    fixed.files.add_file("/p/a.py", "other\n");
    write(report, fixed.files);
    EXPECT_EQ(*fixed.files.read("/p/a.py", 100), "other\n");
    EXPECT_EQ(report.report.warnings, std::vector<std::string>{"a.py: " + changed_meanwhile().message});
    EXPECT_EQ(report.report.findings.size(), 1U);
    EXPECT_TRUE(report.files.empty());
}

TEST(Fix, DoesNotWriteWhatIsUnsaved) {
    Fixed fixed;
    fixed.with("a.py", "x = 1\n");
    fixed.request.files[0].unsaved = "def f(x):\n    return x is 1062\n";
    FixReport report = fixed.run();
    write(report, fixed.files);
    EXPECT_EQ(*fixed.files.read("/p/a.py", 100), "x = 1\n");
    EXPECT_EQ(report.files[0].after, "def f(x):\n    return x == 1062\n");
}

findings::Fix fix_with(std::vector<findings::Edit> edits) {
    return {findings::Applicability::safe, "do", std::move(edits)};
}

TEST(ChosenEdits, DoNotOverlap) {
    ChosenEdits edits;
    EXPECT_TRUE(edits.take("a.py", fix_with({{{}, {10, 20, "x"}}})));
    EXPECT_FALSE(edits.take("a.py", fix_with({{{}, {0, 5, "x"}}, {{}, {15, 25, "x"}}})));
    EXPECT_FALSE(edits.take("a.py", fix_with({{{}, {20, 20, "x"}}})));
    EXPECT_TRUE(edits.take("a.py", fix_with({{{}, {20, 22, "x"}}})));
    EXPECT_TRUE(edits.take("a.py", fix_with({{{}, {0, 5, "y"}}})));
    EXPECT_TRUE(edits.take("b.py", fix_with({{{}, {15, 25, "x"}}})));
    EXPECT_EQ(edits.of("a.py").size(), 3U);
    EXPECT_EQ(edits.of("a.py").front().text, "y");
}

TEST(ChosenEdits, HaveAnImportOnce) {
    ChosenEdits edits;
    const findings::Edit import{{}, {0, 0, "import copy\n"}, true};
    EXPECT_TRUE(edits.take("a.py", fix_with({import, {{}, {50, 55, "x"}}})));
    EXPECT_TRUE(edits.take("a.py", fix_with({import, {{}, {60, 65, "x"}}})));
    EXPECT_FALSE(edits.take("a.py", fix_with({{{}, {0, 0, "import os\n"}, true}})));
    EXPECT_EQ(edits.of("a.py").size(), 3U);
}

}  // namespace
}  // namespace doppelint::session
