#include "session/check.h"

#include <gtest/gtest.h>

#include "report/json.h"
#include "session/memory_file_system.h"
#include "session/thread_pool.h"

namespace doppelint::session {
namespace {

using Lines = std::vector<std::string>;

/// Files in /p, checked together.
class Check {
  public:
    Check& with(const std::string& name, std::string text) {
        request.files.push_back({"/p/" + name, name, text.size(), 1000, std::nullopt});
        files.add_file("/p/" + name, std::move(text));
        return *this;
    }

    [[nodiscard]] Report run(std::size_t threads = 1) const {
        ThreadPool pool(threads);
        return check(request, files, pool);
    }

    /// The findings as lines without messages: "a.py:1:5 DPL002".
    [[nodiscard]] Lines found() const {
        Lines result;
        for (const findings::Finding& it : run().findings) {
            const std::string cell = it.place.cell == 0 ? "" : "cell " + std::to_string(it.place.cell) + ":";
            result.push_back(it.place.path + ":" + cell + std::to_string(it.place.start.line) + ":" +
                             std::to_string(it.place.start.column) + " " + it.code);
        }
        return result;
    }

    MemoryFileSystem files{"/p"};
    Request request;
};

std::string notebook(const std::string& first_cell, const std::string& second_cell) {
    const auto cell = [](const std::string& code) {
        return R"({"cell_type":"code","metadata":{},"outputs":[],"execution_count":null,"source":)" + code +
               "}";
    };
    return R"({"nbformat":4,"nbformat_minor":5,"metadata":{},"cells":[)" + cell(first_cell) +
           R"(,{"cell_type":"markdown","metadata":{},"source":"x"},)" + cell(second_cell) + "]}";
}

TEST(Check, FindsNothingInPython) {
    EXPECT_EQ(Check().with("a.py", "x = 1\n").found(), Lines{});
}

TEST(Check, FindsWhatIsNotPython) {
    EXPECT_EQ(Check().with("a.py", "x = 1\ny = = 2\n").found(), Lines{"a.py:2:5 DPL002"});
}

TEST(Check, CountsColumnsInCharacters) {
    EXPECT_EQ(Check().with("a.py", "é = '𝒳'; y = = 2\n").found(), Lines{"a.py:1:14 DPL002"});
}

TEST(Check, SaysWhichCellOfANotebook) {
    EXPECT_EQ(
        Check().with("n.ipynb", notebook(R"(["x = 1\n", "y = 2"])", R"(["z = 3\n", "y = = 2"])")).found(),
        Lines{"n.ipynb:cell 3:2:5 DPL002"});
}

TEST(Check, KnowsThatANotebookShowsTheLastExpressionOfACell) {
    const std::string shown = R"~(["rows = [2, 1]\n", "sorted(rows)"])~";
    const std::string dropped = R"~(["sorted(rows)\n", "(sorted(rows))  # once more"])~";
    const std::string quiet = R"~(["if rows:\n", "    sorted(rows)\n", "\n", "sorted(rows);\n"])~";
    EXPECT_EQ(Check().with("n.ipynb", notebook(shown, dropped)).found(), Lines{"n.ipynb:cell 3:1:1 DPL602"});
    EXPECT_EQ(Check().with("n.ipynb", notebook(shown, quiet)).found(),
              (Lines{"n.ipynb:cell 3:2:5 DPL602", "n.ipynb:cell 3:4:1 DPL602"}));
}

TEST(Check, CommentsSilenceFindings) {
    EXPECT_EQ(Check().with("a.py", "y = = 2  # doppelint: ignore[DPL002] on purpose\n").found(), Lines{});
    EXPECT_EQ(Check().with("a.py", "y = = 2  # noqa: DPL002\n").found(), Lines{});
    EXPECT_EQ(Check().with("a.py", "# doppelint: ignore-file[syntax-error]\n\ny = = 2\n").found(), Lines{});
    EXPECT_EQ(Check().with("a.py", "y = = 2  # noqa\n").found(), Lines{"a.py:1:5 DPL002"});
    EXPECT_EQ(Check().with("a.py", "y = = 2  # doppelint: ignore[DPL999]\n").found(),
              Lines{"a.py:1:5 DPL002"});
}

TEST(Check, FindsCommentsThatSilenceNothing) {
    EXPECT_EQ(Check().with("a.py", "x = 1  # doppelint: ignore[DPL002]\n").found(), Lines{"a.py:1:8 DPL001"});
    EXPECT_EQ(Check().with("a.py", "x = 1  # doppelint: ignore[DPL999]\n").found(), Lines{});
    EXPECT_EQ(Check().with("a.py", "x = 1  # doppelint: ignore[DPL001, DPL002]\n").found(), Lines{});
    EXPECT_EQ(Check().with("a.py", "x = '# doppelint: ignore[DPL002]'\n").found(), Lines{});
}

// The default's line and the one that changes it.
std::string with_mutable_default(const std::string& at_default, const std::string& at_change) {
    return "def f(x=[]):" + at_default + "\n    x.append(1)" + at_change + "\n";
}

TEST(Check, RunsTheRules) {
    EXPECT_EQ(Check().with("a.py", with_mutable_default("", "")).found(), Lines{"a.py:2:5 DPL101"});
}

TEST(Check, SilencesWhatTheRulesFindWhereItIsOrWhereTheClaimIs) {
    const std::string comment = "  # doppelint: ignore[mutable-default] on purpose";
    EXPECT_EQ(Check().with("a.py", with_mutable_default("", comment)).found(), Lines{});
    EXPECT_EQ(Check().with("a.py", with_mutable_default(comment, "")).found(), Lines{});
    EXPECT_EQ(Check().with("a.py", with_mutable_default("", "") + "y = 1" + comment + "\n").found(),
              (Lines{"a.py:2:5 DPL101", "a.py:3:8 DPL001"}));
}

TEST(Check, WarnsOfFilesThatItCannotReadAndGoesOn) {
    Check check;
    check.with("a.py", "x = = 1\n").with("forbidden.py", "").with("large.py", std::string(1001, '\n'));
    check.with("bytes.py", "\xFF").with("encoding.py", "# coding: klingon\n").with("n.ipynb", "no notebook");
    check.files.forbid("/p/forbidden.py");
    const Report report = check.run();
    ASSERT_EQ(report.warnings.size(), 5U);
    EXPECT_EQ(report.warnings[0].substr(0, 9), "bytes.py:");
    EXPECT_EQ(report.warnings[1].substr(0, 12), "encoding.py:");
    EXPECT_EQ(report.warnings[2], "forbidden.py: permission denied");
    EXPECT_EQ(report.warnings[3],
              "large.py: left out, because it is larger than the 1000 bytes that max-file-size allows");
    EXPECT_EQ(report.warnings[4].substr(0, 8), "n.ipynb:");
    EXPECT_EQ(report.statistics.files, 1U);
    EXPECT_EQ(report.findings.size(), 1U);
}

TEST(Check, LooksAtTextThatIsNotSaved) {
    Check check;
    check.with("a.py", "x = 1\n");
    check.request.files[0].unsaved = "x = = 1\n";
    EXPECT_EQ(check.found(), Lines{"a.py:1:5 DPL002"});
}

TEST(Check, CountsWhatItSaw) {
    const report::Statistics seen = Check().with("a.py", "x = 1\n").with("b.py", "y = 2\n").run().statistics;
    EXPECT_EQ(seen.files, 2U);
    EXPECT_EQ(seen.bytes, 12U);
    EXPECT_GT(seen.nodes, 4U);
    EXPECT_GT(seen.parse_time, 0U);
}

TEST(Check, FingerprintsOutliveEditsElsewhereAndTheWayAFileIsNamed) {
    const auto fingerprint = [](const std::string& text, const std::string& shown) {
        Check check;
        check.files.add_file("/p/.git/HEAD", "");
        check.with("a.py", text);
        check.request.files[0].shown = shown;
        return check.run().findings.at(0).fingerprint;
    };
    const std::string before = fingerprint("x = = 1\n", "a.py");
    EXPECT_EQ(before.size(), 16U);
    EXPECT_EQ(fingerprint("import os\n\n\nif os:\n    x = = 1\n", "../p/a.py"), before);
    EXPECT_NE(fingerprint("y = = 1\n", "a.py"), before);
}

TEST(Check, SaysTheSameForAnyNumberOfThreads) {
    Check check;
    for (int i = 0; i < 300; ++i) {
        std::string text;
        for (int line = 0; line <= i % 23; ++line) text += line % 7 == 3 ? "x = = 1\n" : "x = 1\n";
        check.with("m" + std::to_string(i) + ".py", text);
    }
    const std::string alone = report::render_json(check.run(1).findings);
    EXPECT_GT(alone.size(), 10'000U);
    for (const std::size_t threads : {2U, 3U, 8U}) {
        EXPECT_EQ(report::render_json(check.run(threads).findings), alone);
    }
}

}  // namespace
}  // namespace doppelint::session
