#include <gtest/gtest.h>

#include "cli/shell.h"

namespace doppelint::cli {
namespace {

constexpr std::string_view kConcise =
    "a.py:2:12: DPL501 `x is 1062` compares a value (int) by identity: `==` is meant\n";
constexpr std::string_view kFrame =
    "    2 │     return x is 1062\n"
    "      │            ^^^^^^^^^ whether equal values are one object depends on how each was made: caches, "
    "interning and the compiler's folding, none of which Python promises\n"
    "      = fix: compare with `==`  (safe, `doppelint check --fix`)\n"
    "\n";
const std::string kFull = std::string(kConcise) + std::string(kFrame);

Shell with_a_bug() {
    Shell shell;
    shell.with("a.py", "def f(x):\n    return x is 1062\n");
    return shell;
}

Shell on_a_terminal() {
    Shell shell = with_a_bug();
    shell.terminal.shows_output = true;
    shell.terminal.columns = 240;
    return shell;
}

std::string check(Shell shell, std::vector<std::string> options = {}) {
    options.insert(options.begin(), "check");
    return shell.run(options).out;
}

bool is_colored(const std::string& text) {
    return text.find('\x1b') != std::string::npos;
}

TEST(Output, IsFullOnATerminalAndConciseElsewhere) {
    EXPECT_EQ(check(on_a_terminal(), {"--color=never"}), kFull);
    EXPECT_EQ(check(with_a_bug()), kConcise);
    EXPECT_EQ(check(with_a_bug(), {"--output-format=full"}), kFull);
}

TEST(Output, InAFileIsConcise) {
    Shell shell = on_a_terminal();
    EXPECT_EQ(shell.run({"check", "-o", "out.txt"}).out, "");
    EXPECT_EQ(*shell.files.read("out.txt", 1000), kConcise);
}

TEST(Output, QuotesWhatIsNotOnTheDisk) {
    Shell shell;
    shell.standard_input = "def f(x):\n    return x is 1062\n";
    const std::string out = shell.run({"check", "--output-format=full", "-"}).out;
    EXPECT_NE(out.find("    2 │     return x is 1062\n"), std::string::npos) << out;
}

TEST(Output, QuotesFilesAsFixingLeavesThem) {
    Shell shell;
    shell.standard_input = "def f(x, seen=[]):\n    seen.append(x)\n    return x is 1062\n";
    const Outcome outcome = shell.run(
        {"check", "--fix", "--unsafe-fixes", "--output-format=full", "--min-confidence=certain", "-"});
    EXPECT_EQ(outcome.out.find("is 1062"), std::string::npos) << outcome.out;
    Shell other;
    other.with("a.py", "def f(x):\n    y = = x\n").with("b.py", "def f(x):\n    return x is 1062\n");
    const std::string left = other.run({"check", "--fix", "--output-format=full"}).out;
    EXPECT_NE(left.find("    2 │     y = = x\n"), std::string::npos) << left;
    EXPECT_EQ(left.find("1062"), std::string::npos) << left;
}

std::size_t count_of(std::string_view part, std::string_view text) {
    std::size_t count = 0;
    for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1))
        ++count;
    return count;
}

TEST(Output, OfAPageHasThePicturesOfTheHeap) {
    Shell shell;
    shell.with("lib/table.py", "DEFAULTS = {'a': 1}\n\ndef options():\n    return DEFAULTS\n")
        .with("app.py",
              "from lib.table import options, DEFAULTS\n\ndef add(x):\n    rows = options()\n    rows['b'] = "
              "x\n"
              "    return rows\n\ndef get(x):\n    return DEFAULTS[x]\n")
        .with(
            "b.py",
            "import copy\n\ndef f(rows):\n    kept = [[1], [2]]\n    ours = kept[:]\n    ours[0].append(3)\n"
            "    return kept, ours\n")
        .with("c.py", "def f(x):\n    y = = x\n");
    const std::string page = shell.run({"check", "--output-format=html"}).out;
    EXPECT_EQ(count_of("<details open>", page), 1U) << page;
    EXPECT_EQ(count_of("<svg ", page), 2U) << page;
    EXPECT_NE(page.find(">app.py:5, in app.add<"), std::string::npos) << page;
    EXPECT_NE(page.find(">copy of kept<"), std::string::npos) << page;
    EXPECT_EQ(page.find("have a picture"), std::string::npos);
    EXPECT_EQ(count_of("<svg ", shell.run({"check", "--output-format=json"}).out), 0U);
}

TEST(Output, OfAPageDrawsTwoHundredPicturesAtMost) {
    Shell shell;
    std::string program;
    for (int at = 0; at < 205; ++at) {
        program += "def f" + std::to_string(at) + "(x, seen=[]):\n    seen.append(x)\n    return seen\n";
    }
    shell.with("a.py", program);
    const std::string page = shell.run({"check", "--output-format=html"}).out;
    EXPECT_EQ(count_of("<article ", page), 205U);
    EXPECT_EQ(count_of("<svg ", page), 200U);
    EXPECT_NE(page.find("Only the first 200 have a picture of the heap"), std::string::npos);
}

TEST(Output, OfAPageOfANotebookHasPictures) {
    Shell shell;
    shell.with("n.ipynb", R"({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [
        {"cell_type": "code", "metadata": {}, "outputs": [], "source": "kept = [[1], [2]]\nours = kept[:]\n"},
        {"cell_type": "code", "metadata": {}, "outputs": [], "source": "x = 1\nours[0].append(3)\nprint(kept)\n"}]})");
    const std::string page = shell.run({"check", "--output-format=html"}).out;
    EXPECT_EQ(count_of("<svg ", page), 1U) << page;
    EXPECT_NE(page.find(">n.ipynb, cell 2, line 2, in n<"), std::string::npos) << page;
}

TEST(Output, QuotesFilesThatAreOnlyImported) {
    Shell shell;
    shell.with("lib/table.py", "DEFAULTS = {'a': 1}\n\ndef options():\n    return DEFAULTS\n")
        .with("app.py",
              "from lib.table import options, DEFAULTS\n\ndef add(x):\n    rows = options()\n    rows['b'] = "
              "x\n"
              "    return rows\n\ndef get(x):\n    return DEFAULTS[x]\n");
    const std::string out = shell.run({"check", "--output-format=full", "app.py"}).out;
    EXPECT_NE(out.find("├─ lib/table.py:1:12\n    1 │ DEFAULTS = {'a': 1}\n"), std::string::npos) << out;
}

TEST(Output, QuotesTheCellsOfANotebook) {
    Shell shell;
    shell.with(
        "n.ipynb",
        R"({"nbformat": 4, "nbformat_minor": 5, "metadata": {"language_info": {"name": "python"}}, "cells": [)"
        R"({"cell_type": "markdown", "metadata": {}, "source": "# Notes"},)"
        R"({"cell_type": "code", "metadata": {}, "outputs": [], "source": ["x = f()\n", "x is 1062"]}]})");
    const std::string out = shell.run({"check", "--output-format=full"}).out;
    EXPECT_EQ(out.substr(0, 19), "n.ipynb:cell 2:2:1:") << out;
    EXPECT_NE(out.find("    2 │ x is 1062\n      │ ^^^^^^^^^ whether"), std::string::npos) << out;
}

TEST(Output, HasColorsWhereSomebodySeesThem) {
    EXPECT_TRUE(is_colored(check(on_a_terminal())));
    EXPECT_FALSE(is_colored(check(with_a_bug())));
    EXPECT_TRUE(is_colored(check(with_a_bug(), {"--color", "always"})));
    EXPECT_FALSE(is_colored(check(on_a_terminal(), {"--color", "never"})));
    EXPECT_FALSE(is_colored(check(on_a_terminal(), {"--output-format", "json"})));
}

TEST(Output, TakesItsColorsFromTheEnvironmentUnlessAnOptionSaysOtherwise) {
    const auto with = [](auto change) {
        Shell shell = on_a_terminal();
        change(shell.terminal);
        return shell;
    };
    const auto no_color = [](Terminal& it) { it.no_color = "1"; };
    const auto forced = [](Terminal& it) { it.shows_output = false, it.force_color = "1"; };
    const auto both = [](Terminal& it) { it.no_color = it.force_color = "1"; };
    const auto dumb = [](Terminal& it) { it.kind = "dumb"; };
    EXPECT_FALSE(is_colored(check(with(no_color))));
    EXPECT_TRUE(is_colored(check(with(no_color), {"--color=always"})));
    EXPECT_TRUE(is_colored(check(with(forced))));
    EXPECT_FALSE(is_colored(check(with(forced), {"--color=never"})));
    EXPECT_FALSE(is_colored(check(with(both))));
    EXPECT_FALSE(is_colored(check(with(dumb))));
    Shell to_a_file = with(forced);
    to_a_file.run({"check", "-o", "out.txt"});
    EXPECT_FALSE(is_colored(*to_a_file.files.read("out.txt", 1000)));
}

TEST(Output, ShowsStepsOrNot) {
    Shell shell;
    shell.with("a.py", "def f(x, seen=[]):\n    seen.append(x)\n    return seen\n");
    const auto run = [&](std::vector<std::string> options) {
        options.insert(options.begin(), "check");
        return shell.run(options).out;
    };
    EXPECT_NE(run({"--show-steps"}).find("\n  a.py:1:15: this list is made once"), std::string::npos);
    EXPECT_EQ(run({}).find("this list is made once"), std::string::npos);
    EXPECT_NE(run({"--output-format=full"}).find(" 1. this list is made once"), std::string::npos);
    EXPECT_EQ(run({"--output-format=full", "--no-show-steps"}).find("made once"), std::string::npos);
    EXPECT_EQ(shell.run({"check", "--show-steps", "--no-show-steps"}).error,
              "error: --show-steps and --no-show-steps exclude each other\n");
}

TEST(Output, KnowsItsFormats) {
    for (const std::string format : {"sarif", "gitlab", "junit", "html", "github", "jsonl"}) {
        const Outcome outcome = with_a_bug().run({"check", "--output-format", format});
        EXPECT_EQ(outcome.status, ExitStatus::findings);
        EXPECT_NE(outcome.out.find("DPL501"), std::string::npos) << format;
    }
    EXPECT_EQ(with_a_bug().run({"check", "--color", "alway"}).error,
              "error: --color knows no `alway`, but `auto`, `always`, `never`; did you mean `always`?\n");
    const std::string error = with_a_bug().run({"check", "--output-format", "sarf"}).error;
    EXPECT_NE(error.find("did you mean `sarif`?"), std::string::npos) << error;
}

TEST(Output, SaysOnStandardErrorWhatCanBeFixed) {
    EXPECT_EQ(with_a_bug().run({"check"}).error, "Found 1 problem in 1 file. 1 can be fixed with `--fix`.\n");
    EXPECT_EQ(with_a_bug().run({"check", "-q"}).error, "");
}

TEST(RuleCommand, PrintsAPage) {
    const Outcome outcome = Shell().run({"rule", "DPL101"});
    EXPECT_EQ(outcome.status, ExitStatus::clean);
    EXPECT_EQ(outcome.out.substr(0, 42), "DPL101 mutable-default (shared, warning)\n\n");
    EXPECT_NE(outcome.out.find("\n\nWhy it is a bug\n\nPython evaluates a default once"), std::string::npos)
        << outcome.out;
    EXPECT_NE(outcome.out.find("    def log(message, entries=[]):\n"), std::string::npos);
    EXPECT_EQ(outcome.out.find("```"), std::string::npos);
    EXPECT_EQ(outcome.out.find("Messages"), std::string::npos);
    EXPECT_EQ(Shell().run({"rule", "mutable-default"}).out, outcome.out);
    EXPECT_EQ(Shell().run({"rule", "dpl101"}).out, outcome.out);
    EXPECT_NE(Shell().run({"rule", "DPL002"}).out.find("The text is not Python"), std::string::npos);
}

TEST(RuleCommand, ListsAllAndPrintsAllPages) {
    const std::string list = Shell().run({"rule"}).out;
    EXPECT_EQ(list.substr(0, 8), "DPL001  ");
    EXPECT_NE(list.find("\nDPL101  mutable-default "), std::string::npos) << list;
    const std::string pages = Shell().run({"rule", "--all"}).out;
    EXPECT_NE(pages.find("\n\nDPL101 mutable-default (shared, warning)\n\n"), std::string::npos);
    EXPECT_GT(pages.size(), 10 * list.size());
}

TEST(RuleCommand, PrintsRulesAsJson) {
    const std::string out = Shell().run({"rule", "DPL101", "--output-format", "json"}).out;
    EXPECT_NE(out.find("\"code\": \"DPL101\""), std::string::npos) << out;
    EXPECT_NE(out.find("## Messages"), std::string::npos);
}

TEST(RuleCommand, NamesTheNearestRule) {
    const auto error = [](const std::vector<std::string>& arguments) { return Shell().run(arguments).error; };
    EXPECT_EQ(error({"rule", "mutable-defaults"}),
              "error: there is no rule `mutable-defaults`; did you mean `mutable-default`?\n");
    EXPECT_EQ(error({"rule", "whatever"}),
              "error: there is no rule `whatever`; `doppelint rule` lists all\n");
    EXPECT_EQ(error({"rule", "--all", "DPL101"}), "error: --all and the name of a rule exclude each other\n");
    EXPECT_EQ(error({"rule", "--output-format", "yaml"}),
              "error: --output-format knows no `yaml`, but `text`, `json`\n");
}

}  // namespace
}  // namespace doppelint::cli
