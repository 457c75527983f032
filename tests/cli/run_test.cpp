#include "cli/run.h"

#include <vector>

#include <gtest/gtest.h>

#include "cli/shell.h"

namespace doppelint::cli {
namespace {

Shell with_one_problem() {
    Shell shell;
    shell.with("app/a.py", "x = = 1\n").with("app/b.py", "y = 2\n");
    return shell;
}

constexpr std::string_view kProblem = "app/a.py:1:5: DPL002 ";

TEST(CheckCommand, PrintsFindingsAndEndsWithOne) {
    const Outcome outcome = with_one_problem().run({"check"});
    EXPECT_EQ(outcome.status, ExitStatus::findings);
    EXPECT_EQ(outcome.out.substr(0, kProblem.size()), kProblem);
    EXPECT_EQ(outcome.error, "Found 1 problem in 2 files.\n");
}

TEST(CheckCommand, PrintsNothingWhereThereIsNothing) {
    const Outcome outcome = with_one_problem().run({"check", "app/b.py"});
    EXPECT_EQ(outcome.status, ExitStatus::clean);
    EXPECT_EQ(outcome.out, "");
    EXPECT_EQ(outcome.error, "No problems in 1 file.\n");
}

TEST(CheckCommand, IsQuietWhenTold) {
    EXPECT_EQ(with_one_problem().run({"check", "--quiet"}).error, "");
    EXPECT_EQ(with_one_problem().run({"check", "-q"}).error, "");
}

TEST(CheckCommand, EndsWithZeroWhenTold) {
    EXPECT_EQ(with_one_problem().run({"check", "--exit-zero"}).status, ExitStatus::clean);
}

TEST(CheckCommand, SaysThatThereAreNoFiles) {
    const Outcome outcome = Shell().run({"check"});
    EXPECT_EQ(outcome.status, ExitStatus::clean);
    EXPECT_EQ(outcome.error, "warning: no Python files found\nNo problems in 0 files.\n");
    EXPECT_EQ(Shell().run({"check", "--output-format", "json"}).out, "[]\n");
}

TEST(CheckCommand, FailsWhereAPathDoesNotExist) {
    const Outcome outcome = with_one_problem().run({"check", "app", "missing"});
    EXPECT_EQ(outcome.status, ExitStatus::failed);
    EXPECT_EQ(outcome.out, "");
    EXPECT_EQ(outcome.error, "error: no such file or folder: `missing`\n");
}

TEST(CheckCommand, LeavesOutWhatIsNotSureEnough) {
    Shell shell;
    shell.with("a.py", "def f(rows):\n    for row in rows:\n        rows.remove(row)\n");
    EXPECT_NE(shell.run({"check"}).out.find("a.py:3:9: DPL401 "), std::string::npos);
    EXPECT_NE(shell.run({"check", "--min-confidence", "possible"}).out, "");
    EXPECT_EQ(shell.run({"check", "--min-confidence", "certain"}).out, "");
    const Outcome wrong = shell.run({"check", "--min-confidence", "sure"});
    EXPECT_EQ(wrong.status, ExitStatus::failed);
    EXPECT_EQ(wrong.error, "error: --min-confidence knows no `sure`, but `certain`, `likely`, `possible`\n");
}

Shell with_something_to_fix() {
    Shell shell;
    shell.with("a.py", "def f(x):\n    return x is 1062\n").with("b.py", "y = 2\n");
    return shell;
}
constexpr std::string_view kFixed = "def f(x):\n    return x == 1062\n";

TEST(CheckCommand, Fixes) {
    Shell shell = with_something_to_fix();
    const Outcome outcome = shell.run({"check", "--fix"});
    EXPECT_EQ(outcome.status, ExitStatus::clean);
    EXPECT_EQ(outcome.out, "");
    EXPECT_EQ(outcome.error, "Fixed 1 problem in 1 file.\nNo problems in 2 files.\n");
    EXPECT_EQ(*shell.files.read("a.py", 100), kFixed);
    EXPECT_EQ(shell.run({"check", "--fix"}).error, "No problems in 2 files.\n");
}

TEST(CheckCommand, ShowsWhatItWouldFix) {
    Shell shell = with_something_to_fix();
    const Outcome outcome = shell.run({"check", "--diff", "--quiet"});
    EXPECT_EQ(outcome.status, ExitStatus::findings);
    EXPECT_EQ(
        outcome.out,
        "--- a.py\n+++ a.py\n@@ -1,2 +1,2 @@\n def f(x):\n-    return x is 1062\n+    return x == 1062\n");
    EXPECT_EQ(outcome.error, "");
    EXPECT_NE(*shell.files.read("a.py", 100), kFixed);
    EXPECT_EQ(shell.run({"check", "--diff", "b.py"}).status, ExitStatus::clean);
}

TEST(CheckCommand, FixesStandardInputToStandardOutput) {
    Shell shell;
    shell.standard_input = "def f(x):\n    return x is 1062\n";
    EXPECT_EQ(shell.run({"check", "--fix", "-"}).out, kFixed);
    shell.standard_input = "x = 1\n";
    EXPECT_EQ(shell.run({"check", "--fix", "-"}).out, "x = 1\n");
}

TEST(CheckCommand, AppliesUnsafeFixesOnlyWithOthers) {
    const Outcome outcome = with_something_to_fix().run({"check", "--unsafe-fixes"});
    EXPECT_EQ(outcome.status, ExitStatus::failed);
    EXPECT_EQ(outcome.error, "error: --unsafe-fixes goes with --fix or --diff\n");
}

TEST(ExplainCommand, TellsWhatHappensAndWhatTheRulesMakeOfIt) {
    Shell shell;
    shell.with("a.py",
               "def f(rows):\n    for row in rows:\n        rows.remove(row)\n    old = rows\n    return old "
               "is rows\n");
    const Outcome told = shell.run({"explain", "a.py:3"});
    EXPECT_EQ(told.status, ExitStatus::clean);
    EXPECT_NE(told.out.find("`rows.remove(…)` may change what the caller passes for `rows`"),
              std::string::npos)
        << told.out;
    EXPECT_NE(told.out.find("`rows.remove(…)` breaks what `rows` promises"), std::string::npos) << told.out;
    EXPECT_NE(told.out.find("DPL401 changed-while-iterating (likely), told:"), std::string::npos) << told.out;
    EXPECT_EQ(shell.run({"explain", "a.py:1"}).out,
              "a.py:1\nNothing that a rule looks at happens here.\nNo rule makes a finding of this line.\n");
}

TEST(ExplainCommand, SaysWhyAFindingIsNotTold) {
    Shell shell;
    shell.with("a.py", "def f(x):\n    return x is 1062  # doppelint: ignore[DPL501] on purpose\n");
    EXPECT_NE(shell.run({"explain", "a.py:2"})
                  .out.find("DPL501 is-with-value (certain), but a comment silences it:"),
              std::string::npos)
        << shell.run({"explain", "a.py:2"}).out;
    EXPECT_EQ(shell.run({"explain", "a.py:2:1"}).out.find("DPL501"), std::string::npos);
}

TEST(ExplainCommand, NeedsOnePlace) {
    EXPECT_EQ(Shell().run({"explain", "a.py"}).error,
              "error: `doppelint explain` needs one place: PATH:LINE\n");
    Shell shell;
    shell.with("a.py", "x = 1\n");
    EXPECT_EQ(shell.run({"explain", "a.py:9"}).error, "error: a.py: there is no line 9; the last is 2\n");
}

TEST(CheckCommand, GoesOnWhereSomeFilesCannotBeRead) {
    Shell shell = with_one_problem();
    shell.with("app/c.py", "\xFF").with("app/d/e.py", "");
    shell.files.forbid("app/d");
    const Outcome outcome = shell.run({"check"});
    EXPECT_EQ(outcome.status, ExitStatus::findings);
    EXPECT_NE(outcome.error.find("warning: app/c.py: "), std::string::npos);
    EXPECT_NE(outcome.error.find("warning: app/d: permission denied\n"), std::string::npos);
    EXPECT_NE(outcome.error.find("Found 1 problem in 2 files.\n"), std::string::npos);
}

TEST(CheckCommand, FailsWhereNothingCanBeRead) {
    Shell shell;
    shell.with("a.py", "\xFF").with("notes.txt", "hello");
    EXPECT_EQ(shell.run({"check"}).status, ExitStatus::failed);
    EXPECT_EQ(shell.run({"check", "notes.txt"}).status, ExitStatus::failed);
    EXPECT_EQ(shell.run({"check", "--exit-zero"}).status, ExitStatus::failed);
}

TEST(CheckCommand, ShowsTheFilesThatItWouldCheck) {
    Shell shell = with_one_problem();
    shell.with("build/c.py", "").with("d.txt", "");
    const Outcome outcome = shell.run({"check", "--show-files"});
    EXPECT_EQ(outcome.status, ExitStatus::clean);
    EXPECT_EQ(outcome.out, "app/a.py\napp/b.py\n");
    EXPECT_EQ(outcome.error, "");
}

TEST(CheckCommand, WritesToAFile) {
    Shell shell = with_one_problem();
    const Outcome outcome = shell.run({"check", "--output-file", "out.txt"});
    EXPECT_EQ(outcome.status, ExitStatus::findings);
    EXPECT_EQ(outcome.out, "");
    EXPECT_EQ(shell.files.read("/p/out.txt", 1000).value().substr(0, kProblem.size()), kProblem);
    EXPECT_EQ(shell.run({"check", "-o", "no/such/folder"}).status, ExitStatus::failed);
}

TEST(CheckCommand, ReadsStandardInput) {
    Shell shell;
    shell.standard_input = "x = = 1\n";
    EXPECT_EQ(shell.run({"check", "-"}).out.substr(0, 14), "-:1:5: DPL002 ");
    EXPECT_EQ(shell.run({"check", "-", "--stdin-filename", "app/new.py"}).out.substr(0, 23),
              "app/new.py:1:5: DPL002 ");
    EXPECT_EQ(shell.run({"check", "-"}).status, ExitStatus::findings);
}

TEST(CheckCommand, TellsItsStatistics) {
    const Outcome outcome = with_one_problem().run({"check", "--statistics"});
    EXPECT_NE(outcome.error.find("files                        2\n"), std::string::npos);
    EXPECT_EQ(outcome.out.find("files"), std::string::npos);
}

TEST(CheckCommand, TakesPatternsOneByOneOrBetweenCommas) {
    Shell shell;
    shell.with("a.py", "").with("b.py", "").with("c.py", "").with("d.py", "");
    EXPECT_EQ(shell.run({"check", "--show-files", "--exclude", "a.py,b.py", "--exclude", "c.py", "."}).out,
              "d.py\n");
    EXPECT_EQ(shell.run({"check", "--show-files", "--extend-exclude=[ab].py", "--isolated"}).out,
              "c.py\nd.py\n");
}

TEST(CheckCommand, TakesPathsLiterally) {
    Shell shell;
    shell.with("[a]/a.py", "").with("--quiet/b.py", "").with("check/c.py", "").with("-/d.py", "");
    EXPECT_EQ(shell.run({"check", "--show-files", "[a]"}).out, "[a]/a.py\n");
    EXPECT_EQ(shell.run({"check", "--show-files", "check"}).out, "check/c.py\n");
    EXPECT_EQ(shell.run({"check", "--show-files", "--", "--quiet"}).out, "--quiet/b.py\n");
    EXPECT_EQ(shell.run({"check", "--show-files", "./-"}).out, "-/d.py\n");
}

TEST(CheckCommand, AcceptsWhatHasNoEffectYet) {
    EXPECT_EQ(with_one_problem().run({"check", "--no-cache", "--isolated", "--jobs", "2"}).status,
              ExitStatus::findings);
}

TEST(CheckCommand, LastOfAnOptionCounts) {
    EXPECT_EQ(with_one_problem()
                  .run({"check", "--output-format=json", "--output-format", "concise"})
                  .out.substr(0, 8),
              "app/a.py");
}

TEST(CheckCommand, FailsOnABadConfiguration) {
    Shell shell = with_one_problem();
    shell.with("pyproject.toml", "[tool.doppelint]\nexlude = []\n");
    const Outcome outcome = shell.run({"check"});
    EXPECT_EQ(outcome.status, ExitStatus::failed);
    EXPECT_EQ(outcome.error, "error: /p/pyproject.toml:2: unknown key `exlude`; did you mean `exclude`?\n");
    EXPECT_EQ(shell.run({"check", "--isolated"}).status, ExitStatus::findings);
}

TEST(CommandLine, NamesTheNearestSpelling) {
    const auto error = [](const std::vector<std::string>& arguments) {
        const Outcome outcome = with_one_problem().run(arguments);
        EXPECT_EQ(outcome.status, ExitStatus::failed);
        EXPECT_EQ(outcome.out, "");
        return outcome.error;
    };
    EXPECT_EQ(error({"check", "--jbos", "3"}), "error: unknown option `--jbos`; did you mean `--jobs`?\n");
    EXPECT_EQ(error({"check", "--exlude=x"}),
              "error: unknown option `--exlude`; did you mean `--exclude`?\n");
    EXPECT_EQ(error({"check", "-x"}), "error: unknown option `-x`\n");
    EXPECT_EQ(error({"check", "--output-format", "jsn"}),
              "error: --output-format knows no `jsn`, but `full`, `concise`, `json`, `jsonl`, `sarif`, "
              "`github`, `gitlab`, `junit`, `html`; did you mean `json`?\n");
    EXPECT_EQ(error({"chekc"}),
              "error: unknown command `chekc`; did you mean `check`? See `doppelint help`.\n");
    EXPECT_EQ(error({"inspect", "tre", "app/a.py"}),
              "error: `doppelint inspect` knows no `tre`, but `tree`, `scopes`, `ir`, `cfg`, `calls`, "
              "`summary`; did you mean `tree`?\n");
}

TEST(CommandLine, NamesWhatIsWrongWithAValue) {
    const auto error = [](const std::vector<std::string>& arguments) {
        return with_one_problem().run(arguments).error;
    };
    EXPECT_EQ(error({"check", "--jobs"}), "error: --jobs needs a value\n");
    for (const std::string wrong : {"0", "many", "-1", "1.5", "9999", " 1"}) {
        EXPECT_EQ(error({"check", "--jobs=" + wrong}), "error: --jobs must be a number from 1 to 1024\n")
            << wrong;
    }
    EXPECT_EQ(error({"check", "--max-file-size", "big"}),
              "error: --max-file-size must be a size like `16MB`, at most 1GB\n");
    EXPECT_EQ(error({"check", "--target-version", "2.7"}),
              "error: --target-version: `2.7` is not a Python version, or a range of them like `3.9-3.14`; "
              "doppelint "
              "knows 3.8 to 3.15\n");
    EXPECT_EQ(error({"check", "--isolated", "--config", "x"}),
              "error: --config and --isolated exclude each other\n");
}

TEST(InspectCommand, PrintsTheTree) {
    const Outcome outcome = with_one_problem().run({"inspect", "tree", "app/b.py"});
    EXPECT_EQ(outcome.status, ExitStatus::clean);
    EXPECT_NE(outcome.out.find("left: identifier [0-1] \"y\""), std::string::npos) << outcome.out;
}

TEST(InspectCommand, PrintsInstructionsWithTheirLines) {
    Shell shell;
    shell.with("a.py", "x = 1\n\ny = x\n");
    const std::string out = shell.run({"inspect", "ir", "a.py"}).out;
    EXPECT_NE(out.find("; line 1: x = 1\n"), std::string::npos) << out;
    EXPECT_NE(out.find("; line 3: y = x\n"), std::string::npos) << out;
}

TEST(InspectCommand, PrintsScopesAndControlFlow) {
    Shell shell;
    shell.with("a.py", "def f(x):\n    return x if x else 1\n");
    EXPECT_NE(shell.run({"inspect", "scopes", "a.py"}).out.find('x'), std::string::npos);
    EXPECT_NE(shell.run({"inspect", "cfg", "a.py"}).out.find("digraph"), std::string::npos);
}

TEST(InspectCommand, NamesEachOfSeveralFiles) {
    const std::string out = with_one_problem().run({"inspect", "tree", "app"}).out;
    EXPECT_EQ(out.substr(0, 12), "== app/a.py\n");
    EXPECT_NE(out.find("== app/b.py\n"), std::string::npos);
}

Shell with_summaries() {
    Shell shell;
    shell.with("app.py",
               "SEEN = []\n"
               "\n"
               "class Table:\n"
               "    def add(self, row):\n"
               "        self.rows.append(row)\n"
               "        return self\n"
               "\n"
               "def copied(rows):\n"
               "    return list(rows)\n"
               "\n"
               "def walk(rows):\n"
               "    for row in rows:\n"
               "        yield row\n"
               "\n"
               "def put(d, key):\n"
               "    d[key] = SEEN\n"
               "    raise ValueError(d)\n"
               "\n"
               "def keep(self):\n"
               "    self.saved = self.rows\n");
    return shell;
}

TEST(InspectCommand, TellsWhatCallsDo) {
    const Outcome outcome = with_summaries().run({"inspect", "summary", "app.py"});
    EXPECT_EQ(outcome.status, ExitStatus::clean);
    for (const std::string wanted :
         {"app.Table.add(self, row)  app.py, line 4\n  returns self\n",
          "  maybe adds: self.rows (line 5), assuming builtin-method\n",
          "  self.rows[*] is row or self.rows[*]\n",
          "app.copied(rows)  app.py, line 8\n  returns new1\n  new1 is a new list\n",
          "  new1[*] is rows[*]\n", "  leaves open that new1 is independent of rows (line 9)\n",
          "  yields rows[*]\n", "  leaves open that rows does not change while it yields (line 12)\n",
          "  leaves open that self.rows does not change while `saved` of self holds it (line 20)\n",
          "app.put(d, key)  app.py, line 15\n  never returns\n", "  maybe assigns: d[key] (line 16)\n"}) {
        EXPECT_NE(outcome.out.find(wanted), std::string::npos) << wanted << outcome.out;
    }
}

TEST(InspectCommand, TellsWhatOneCallDoes) {
    const std::string by_line = with_summaries().run({"inspect", "summary", "app.py:5"}).out;
    EXPECT_EQ(by_line.substr(0, 13), "app.Table.add");
    EXPECT_EQ(by_line.find("app.copied"), std::string::npos);
    EXPECT_EQ(with_summaries().run({"inspect", "summary", "app.py::Table.add"}).out, by_line);
    EXPECT_EQ(with_summaries().run({"inspect", "summary", "app.py::Table.gone"}).error,
              "error: app.py: there is no `Table.gone`\n");
    EXPECT_EQ(with_summaries().run({"inspect", "summary", "app.py:99"}).status, ExitStatus::failed);
}

TEST(InspectCommand, TellsWhatCallsDoAsJson) {
    const std::string out =
        with_summaries().run({"inspect", "summary", "app.py::copied", "--format=json"}).out;
    for (const std::string wanted : {R"("function": "app.copied")", R"("line": 8)", R"("kind": "list")",
                                     R"("new1[*]": [)", R"("claim": "copy")"}) {
        EXPECT_NE(out.find(wanted), std::string::npos) << wanted << out;
    }
    EXPECT_EQ(with_summaries().run({"inspect", "summary", "app.py", "--format=yaml"}).error,
              "error: --format knows no `yaml`, but `text`, `json`\n");
}

TEST(InspectCommand, FailsWithoutWork) {
    EXPECT_EQ(with_one_problem().run({"inspect", "tree"}).status, ExitStatus::failed);
    EXPECT_EQ(with_one_problem().run({"inspect", "tree", "missing.py"}).status, ExitStatus::failed);
    EXPECT_EQ(Shell().with("a.py", "\xFF").run({"inspect", "tree", "a.py"}).status, ExitStatus::failed);
}

TEST(VersionCommand, NamesDoppelintAndItsGrammar) {
    const Outcome outcome = Shell().run({"version"});
    EXPECT_EQ(outcome.status, ExitStatus::clean);
    EXPECT_EQ(outcome.out.substr(0, 10), "doppelint ");
    EXPECT_NE(outcome.out.find("\ngrammar tree-sitter-python "), std::string::npos);
    EXPECT_NE(outcome.out.find("\ntarget Python 3.11-3.15\n"), std::string::npos);
    EXPECT_EQ(Shell().run({"--version"}).out, outcome.out);
}

TEST(HelpCommand, TellsOfCommandsAndTheirOptions) {
    const std::string overview = Shell().run({"help"}).out;
    for (const std::string command : {"check", "inspect", "version"}) {
        EXPECT_NE(overview.find("  " + command), std::string::npos);
    }
    EXPECT_EQ(Shell().run({"--help"}).out, overview);
    const std::string of_check = Shell().run({"help", "check"}).out;
    EXPECT_NE(of_check.find("Usage: doppelint check"), std::string::npos);
    EXPECT_NE(of_check.find("--target-version"), std::string::npos);
    EXPECT_EQ(Shell().run({"check", "--help"}).out, of_check);
    EXPECT_EQ(Shell().run({"help", "chekc"}).status, ExitStatus::failed);
}

TEST(HelpCommand, IsTheAnswerToNothing) {
    EXPECT_EQ(Shell().run({}).status, ExitStatus::failed);
}

}  // namespace
}  // namespace doppelint::cli
