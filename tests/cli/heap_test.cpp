#include <algorithm>

#include <gtest/gtest.h>

#include "cli/shell.h"

namespace doppelint::cli {
namespace {

constexpr std::string_view kTable =
    "def load(path):\n    rows = [[0]] * 2\n    first = rows[0]\n    return rows\n";

/// Runs `doppelint heap` in /p, where app/table.py stands.
Outcome heap(std::vector<std::string> arguments) {
    Shell shell;
    shell.with("app/__init__.py", "")
        .with("app/table.py", std::string(kTable))
        .with("broken.py", "\xFF")
        .with("empty.py", "# nothing\n")
        .with("plain/doppelint.toml", "src = [\"lib\"]\n")
        .with("plain/lib/space/deep.py", "def f(): return 1\n");
    shell.standard_input = "x = []\ny = x\n";
    arguments.insert(arguments.begin(), "heap");
    return shell.run(arguments);
}

std::size_t lines_in(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count(text, '\n'));
}

TEST(HeapCommand, TellsPeopleWhichNamesShareAnObject) {
    const Outcome outcome = heap({"app/table.py:3"});
    EXPECT_EQ(outcome.status, ExitStatus::clean);
    EXPECT_EQ(outcome.error, "");
    EXPECT_EQ(outcome.out,
              "app/table.py:3:5: in `app.table.load`\n"
              "\n"
              "    3 |     first = rows[0]\n"
              "\n"
              "  first  the list made at 2:13\n"
              "  path   what `path` was at first\n"
              "  rows   the list made at 2:12\n"
              "\n"
              "always one object:\n"
              "  first, rows[*]\n");
}

TEST(HeapCommand, GivesToolsAnObjectOnOneLine) {
    const Outcome outcome = heap({"app/table.py:3", "--format", "json"});
    EXPECT_EQ(outcome.status, ExitStatus::clean);
    EXPECT_EQ(
        outcome.out,
        R"({"path":"app/table.py","line":3,"function":"app.table.load",)"
        R"("names":{"first":["o3"],"path":["o1"],"rows":["o2"]},)"
        R"("objects":{"o1":{"kind":"opaque","line":1,"column":10,"single":true,"mutable":true,"symbolic":"path","slots":{},"distinct":"unknown"},)"
        R"("o2":{"kind":"list","line":2,"column":12,"single":true,"mutable":true,"slots":{"[*]":["o3"]},"distinct":"same"},)"
        R"("o3":{"kind":"list","line":2,"column":13,"single":true,"mutable":true,"slots":{"[0]":["o4"]},"distinct":"unknown"},)"
        R"("o4":{"kind":"const","type":"int","value":"0"}},)"
        R"("must":[["first","rows[*]"]],"may":[]})"
        "\n");
}

TEST(HeapCommand, DrawsAPicture) {
    const Outcome svg = heap({"app/table.py:3", "--format", "svg"});
    EXPECT_EQ(svg.status, ExitStatus::clean);
    EXPECT_EQ(svg.error, "");
    EXPECT_TRUE(svg.out.starts_with("<svg xmlns=")) << svg.out;
    EXPECT_NE(svg.out.find(">shared by first and every item of<"), std::string::npos) << svg.out;
    EXPECT_NE(svg.out.find(">app/table.py:3, in app.table.load<"), std::string::npos) << svg.out;
    const Outcome dot = heap({"app/table.py:3", "--format=dot"});
    EXPECT_EQ(dot.status, ExitStatus::clean);
    EXPECT_TRUE(dot.out.starts_with("digraph heap {\n")) << dot.out;
    EXPECT_NE(dot.out.find("n0 -> o3:head [style=solid, "), std::string::npos) << dot.out;
}

TEST(HeapCommand, PrintsEveryStatementOfManyFiles) {
    const Outcome outcome = heap({"--format", "jsonl", "app"});
    EXPECT_EQ(outcome.status, ExitStatus::clean);
    EXPECT_EQ(lines_in(outcome.out), 4U);
    const std::string first = outcome.out.substr(0, outcome.out.find('\n'));
    EXPECT_EQ(
        first.substr(0, 107),
        R"({"path":"app/table.py","line":1,"column":1,"end":{"line":4,"column":16},"function":"app.table","reachable":)");
    EXPECT_NE(first.find(R"("assumptions":[],"changes":[],"must_change":[],"comparisons":[]})"),
              std::string::npos);
}

TEST(HeapCommand, ReadsStandardInput) {
    const Outcome outcome = heap({"--", "-:2"});
    EXPECT_EQ(outcome.status, ExitStatus::clean);
    EXPECT_NE(outcome.out.find("x, y\n"), std::string::npos);
}

TEST(HeapCommand, NamesModulesAsTheConfiguredRootsSay) {
    const Outcome outcome = heap({"plain/lib/space/deep.py:1"});
    EXPECT_EQ(outcome.out.substr(0, outcome.out.find('\n')),
              "plain/lib/space/deep.py:1:10: in `space.deep.f`");
}

TEST(HeapCommand, TakesAPolicy) {
    EXPECT_EQ(heap({"app/table.py:3", "--policy", "sound"}).status, ExitStatus::clean);
    const Outcome wrong = heap({"app/table.py:3", "--policy", "sond"});
    EXPECT_EQ(wrong.status, ExitStatus::failed);
    EXPECT_NE(wrong.error.find("did you mean `sound`"), std::string::npos) << wrong.error;
}

TEST(HeapCommand, FailsWithASentence) {
    const auto error_of = [](std::vector<std::string> arguments) {
        const Outcome outcome = heap(std::move(arguments));
        EXPECT_EQ(outcome.status, ExitStatus::failed);
        EXPECT_EQ(outcome.out, "");
        return outcome.error;
    };
    EXPECT_EQ(error_of({}), "error: `doppelint heap` needs one place: PATH:LINE\n");
    EXPECT_EQ(error_of({"app/table.py"}), "error: `doppelint heap` needs one place: PATH:LINE\n");
    EXPECT_EQ(error_of({"app/table.py:3", "app/table.py:4"}),
              "error: `doppelint heap` needs one place: PATH:LINE\n");
    EXPECT_EQ(error_of({"app/table.py:30"}), "error: app/table.py: there is no line 30; the last is 5\n");
    EXPECT_EQ(error_of({"empty.py:1"}), "error: empty.py: no statement stands on line 1 or before it\n");
    EXPECT_EQ(error_of({"missing.py:1"}), "error: no such file or folder: `missing.py`\n");
    EXPECT_EQ(error_of({"--format", "jsonl"}), "error: `doppelint heap --format jsonl` needs a path\n");
    EXPECT_NE(error_of({"app:1"}), "");
    EXPECT_NE(error_of({"broken.py:1"}), "");
    EXPECT_NE(error_of({"app/table.py:3", "--format", "xml"}), "");
}

}  // namespace
}  // namespace doppelint::cli
