#include <algorithm>
#include <array>

#include <gtest/gtest.h>

#include "report/concise.h"
#include "report/json.h"
#include "report/one_line.h"
#include "report/samples.h"
#include "report/statistics.h"
#include "report/summary.h"

namespace doppelint::report {
namespace {

using findings::Finding;

// Everything that the contract knows.
Finding with_proof_and_fix() {
    Finding finding = syntax_error("app/config.py");
    finding.steps.push_back({"made here", {"app/other.py", 0, {1, 2}, {1, 5}}});
    finding.fix = findings::Fix{findings::Applicability::safe,
                                "copy it first",
                                {{{"app/config.py", 0, {38, 12}, {38, 20}}, {400, 408, "dict(DEFAULTS)"}}}};
    finding.url = "https://example.org/DPL002";
    return finding;
}

std::string concise(const Finding& finding) {
    return render_concise(std::array{finding}, {Color::off, Steps::hidden, 0});
}
std::string json(const Finding& finding) {
    return render_json(std::array{finding});
}

TEST(Concise, IsALinePerFinding) {
    EXPECT_EQ(concise(syntax_error("app/a.py")), "app/a.py:3:7: DPL002 `(` is open\n");
    EXPECT_EQ(render_concise({}, {}), "");
}

TEST(Concise, NamesTheCellOfANotebook) {
    EXPECT_EQ(concise(syntax_error("n.ipynb", 5)), "n.ipynb:cell 5:3:7: DPL002 `(` is open\n");
}

TEST(Concise, NeverBreaksALine) {
    EXPECT_EQ(concise(syntax_error("a\nb\x1b[31m.py")), "a\\nb\\x1b[31m.py:3:7: DPL002 `(` is open\n");
}

TEST(Json, IsAnEmptyArrayWithoutFindings) {
    EXPECT_EQ(render_json({}), "[]\n");
}

TEST(Json, HasTheShapeOfTheContract) {
    const std::string expected =
        R"x([
 {"code":"DPL002","name":"syntax-error","severity":"error","confidence":"certain",)x"
        R"x("message":"`(` is open","path":"app/config.py","start":{"line":3,"column":7},)x"
        R"x("end":{"line":4,"column":1},"steps":[{"message":"made here","path":"app/other.py",)x"
        R"x("start":{"line":1,"column":2},"end":{"line":1,"column":5}}],"fix":{"applicability":"safe",)x"
        R"x("message":"copy it first","edits":[{"path":"app/config.py","start":{"line":38,"column":12},)x"
        R"x("end":{"line":38,"column":20},"text":"dict(DEFAULTS)"}]},"fingerprint":"0123456789abcdef",)x"
        R"x("url":"https://example.org/DPL002"}
]
)x";
    EXPECT_EQ(json(with_proof_and_fix()), expected);
}

TEST(Json, HasNoFixAsNull) {
    EXPECT_NE(json(syntax_error("a.py")).find(R"("fix":null)"), std::string::npos);
}

TEST(Json, NamesTheCellOfANotebook) {
    EXPECT_NE(json(syntax_error("n.ipynb", 5)).find(R"("path":"n.ipynb","cell":5,"start")"),
              std::string::npos);
    EXPECT_EQ(json(syntax_error("a.py")).find("cell"), std::string::npos);
}

TEST(Json, IsUtf8WhateverTheNameOfTheFile) {
    EXPECT_NE(json(syntax_error("caf\xE9.py")).find("\"caf\xEF\xBF\xBD.py\""), std::string::npos);
    EXPECT_NE(json(syntax_error("café\n.py")).find("\"café\\n.py\""), std::string::npos);
}

TEST(Json, SeparatesFindingsByLines) {
    const std::string text = render_json(std::array{syntax_error("a.py"), syntax_error("b.py")});
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 4);
    EXPECT_NE(text.find("},\n {"), std::string::npos);
}

TEST(Format, IsFoundByItsName) {
    for (const std::string_view name : kFormatNames) EXPECT_TRUE(find_format(name)) << name;
    EXPECT_EQ(find_format("json"), Format::json);
    EXPECT_EQ(find_format("html"), Format::html);
    EXPECT_EQ(find_format("yaml"), std::nullopt);
}

TEST(Summary, CountsInWords) {
    EXPECT_EQ(summary({0, 120}), "No problems in 120 files.");
    EXPECT_EQ(summary({3, 120}), "Found 3 problems in 120 files.");
    EXPECT_EQ(summary({1, 1}), "Found 1 problem in 1 file.");
    EXPECT_EQ(summary({0, 0}), "No problems in 0 files.");
    EXPECT_EQ(summary({0, 2, 3}), "No problems in 2 files; the baseline has 3.");
    EXPECT_EQ(summary({1, 2, 3}), "Found 1 problem in 2 files; the baseline has 3 more.");
}

TEST(Summary, SaysWhatCanBeFixed) {
    const Finding safe = shared_constant();
    const Finding unsafe = across_files();
    EXPECT_EQ(fixable(std::array{syntax_error("a.py")}), "");
    EXPECT_EQ(fixable(std::array{safe, safe}), " 2 can be fixed with `--fix`.");
    EXPECT_EQ(fixable(std::array{unsafe, safe}),
              " 1 can be fixed with `--fix`, 1 more with `--unsafe-fixes`.");
    EXPECT_EQ(fixable(std::array{unsafe}), " 1 can be fixed with `--fix --unsafe-fixes`.");
}

TEST(OneLine, SpellsOutWhatCommandsATerminal) {
    EXPECT_EQ(on_one_line("a\tb\x1b\x7f"), "a\\tb\\x1b\\x7f");
    EXPECT_EQ(on_one_line("\u0085 \u202e \u2028 \ufeff"), "\\x85 \\u202e \\u2028 \\ufeff");
    EXPECT_EQ(on_one_line("日本 é ✅ caf\xE9"), "日本 é ✅ caf\xE9");
}

TEST(Statistics, AreATable) {
    Statistics statistics;
    statistics.files = 2;
    statistics.lines = 1234567;
    statistics.parse_time = 1'234'567'890;
    const std::string text = render(statistics);
    EXPECT_NE(text.find("files                        2\n"), std::string::npos) << text;
    EXPECT_NE(text.find("lines                1,234,567\n"), std::string::npos) << text;
    EXPECT_NE(text.find("parse               1,234.5 ms\n"), std::string::npos) << text;
}

}  // namespace
}  // namespace doppelint::report
