#include "source/notebook.h"

#include <ostream>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace doppelint::source {

std::ostream& operator<<(std::ostream& out, const CellLine& place) {
    return out << "cell " << place.cell << ", line " << place.line;
}

namespace {

std::string quoted(std::string_view text) {
    std::string result = "\"";
    for (const char character : text) {
        if (character == '\n') {
            result += "\\n";
        } else if (character == '\r') {
            result += "\\r";
        } else {
            if (character == '"' || character == '\\') result += '\\';
            result += character;
        }
    }
    return result + '"';
}

std::string text_of(std::string_view json) {
    const Result<Notebook> notebook = read_notebook(json);
    return notebook ? notebook->text : "failed: " + notebook.error().message;
}

// The text of a notebook whose only cell is `source`. `·` shows the blanks at the end of a line.
std::string python_of(std::string_view source) {
    std::string text = text_of(R"({"cells": [{"cell_type": "code", "source": )" + quoted(source) + "}]}");
    EXPECT_EQ(text.size(), source.size() + (source.ends_with('\n') ? 0 : 1)) << "places have moved";
    for (std::size_t at = text.find(" \n"); at != text.npos; at = text.find(" \n")) {
        std::size_t begin = at;
        while (begin > 0 && text[begin - 1] == ' ') --begin;
        text.erase(begin, at + 1 - begin);
    }
    return text;
}

TEST(Notebook, JoinsItsCodeCells) {
    EXPECT_EQ(text_of(R"({
        "nbformat": 4,
        "metadata": {"kernelspec": {"language": "python"}, "language_info": {"name": "python"}},
        "cells": [
            {"cell_type": "code", "source": ["import os\n", "x = 1"], "outputs": [{"text": ["1"]}]},
            {"cell_type": "markdown", "source": "Some words"},
            {"cell_type": "code", "source": "y = 2\n"},
            {"source": "z = 'é'", "cell_type": "code"}
        ]})"),
              "import os\nx = 1\ny = 2\nz = 'é'\n");
}

TEST(Notebook, MapsLinesBackToCells) {
    const Result<Notebook> notebook = read_notebook(R"({"cells": [
        {"cell_type": "markdown", "source": "Title"},
        {"cell_type": "code", "source": "a = 1\nb = 2"},
        {"cell_type": "raw", "source": "c"},
        {"cell_type": "code", "source": []},
        {"cell_type": "code", "source": "d = 1\re = 2"}]})");
    ASSERT_TRUE(notebook) << notebook.error().message;
    EXPECT_EQ(notebook->text, "a = 1\nb = 2\n\nd = 1\ne = 2\n");
    EXPECT_EQ(notebook->map.cell_line(0), (CellLine{2, 1}));
    EXPECT_EQ(notebook->map.cell_line(1), (CellLine{2, 2}));
    EXPECT_EQ(notebook->map.cell_line(2), (CellLine{4, 1}));
    EXPECT_EQ(notebook->map.cell_line(4), (CellLine{5, 2}));
}

TEST(Notebook, MayHaveNoCode) {
    const Result<Notebook> notebook = read_notebook(R"({"cells": []})");
    ASSERT_TRUE(notebook);
    EXPECT_EQ(notebook->text, "");
    EXPECT_EQ(notebook->map.cell_line(0), (CellLine{1, 1}));
}

TEST(Notebook, CanBeOfFormatThree) {
    EXPECT_EQ(text_of(R"({"nbformat": 3, "worksheets": [
        {"cells": [{"cell_type": "code", "language": "python", "input": ["x = 1\n", "y = 2"]},
                   {"cell_type": "markdown", "source": ["words"]}]},
        {"cells": [{"cell_type": "code", "input": "z = 3"}]}]})"),
              "x = 1\ny = 2\nz = 3\n");
}

TEST(Notebook, MustBePython) {
    EXPECT_EQ(text_of(R"({"cells": [], "metadata": {"kernelspec": {"language": "julia"}}})"),
              "failed: the notebook's language is \"julia\", not Python");
    EXPECT_EQ(text_of(R"({"metadata": {"language_info": {"name": "R"}}, "cells": []})"),
              "failed: the notebook's language is \"R\", not Python");
    EXPECT_EQ(text_of(R"({"metadata": {"language_info": {"name": "Python"}}, "cells": []})"), "");
}

TEST(Notebook, LeavesOutCellsOfAnotherLanguage) {
    EXPECT_EQ(text_of(R"({"cells": [
        {"cell_type": "code", "metadata": {"vscode": {"languageId": "r"}}, "source": "x <- 1"},
        {"cell_type": "code", "metadata": {"vscode": {"languageId": "python"}}, "source": "x = 1"}]})"),
              "      \nx = 1\n");
}

TEST(Notebook, FailsOnWhatIsNone) {
    EXPECT_EQ(text_of("{\n\"cells\": [\n<<<<<<< HEAD\n"), "failed: the notebook is not valid JSON (line 3)");
    EXPECT_EQ(text_of(""), "failed: the notebook is not valid JSON (line 1)");
    EXPECT_EQ(text_of("{}"), "failed: the file is not a notebook: it has no list of cells");
    EXPECT_EQ(text_of("[]"), "failed: the file is not a notebook: it has no list of cells");
}

TEST(Notebook, ToleratesPartsOfAnyShape) {
    EXPECT_EQ(text_of(R"({"cells": [1, [2], {}, {"cell_type": 3}, {"cell_type": "code"},
                                    {"cell_type": "code", "source": {"x": ["y"]}}],
                          "metadata": null})"),
              "\n\n");
}

TEST(Notebook, ReadsTheJsonThatPythonWrites) {
    EXPECT_EQ(text_of(R"({"cells": [{"outputs": [NaN, Infinity, -Infinity, "\ud83d", "\\ud83d NaN"],
                                     "source": "x = '\ud83d\ude00 NaN \udE00'", "cell_type": "code"}]})"),
              "x = '\U0001F600 NaN \uFFFD'\n");
}

TEST(Notebook, CanBeNestedDeeply) {
    const std::string open(100'000, '['), close(100'000, ']');
    EXPECT_EQ(text_of(R"({"x": )" + open + close + R"(, "cells": []})"), "");
    EXPECT_EQ(text_of(open), "failed: the notebook is not valid JSON (line 1)");
}

TEST(Magic, BecomesPass) {
    EXPECT_EQ(python_of("%matplotlib inline\nx = 1"), "pass\nx = 1\n");
    EXPECT_EQ(python_of("!pip install numpy\n!!ls -l"), "pass\npass\n");
    EXPECT_EQ(python_of("for i in x:\n    %run $i\n    !ls"), "for i in x:\n    pass\n    0\n");
    EXPECT_EQ(python_of("!ls\r\nx = 1\r\n"), "0  \r\nx = 1\r\n");
}

TEST(Magic, GoesOnBehindABackslash) {
    EXPECT_EQ(python_of("!pip install \\\n    numpy \\\n    'pandas\nx = 1"), "pass\n\n\nx = 1\n");
}

TEST(Magic, AsksForHelp) {
    EXPECT_EQ(python_of("?print\nprint??\nx.y?\n  x?"), "pass\npass\npass\n  0\n");
    EXPECT_EQ(python_of("x = 'really?'  # really?\ny = '''a?\nb?'''"),
              "x = 'really?'  # really?\ny = '''a?\nb?'''\n");
}

TEST(Magic, AsksForHelpInTheMidstOfAStatement) {
    EXPECT_EQ(python_of("f(x,\ny)??\nz = 1"), "f(x,\ny)\nz = 1\n");
}

TEST(Magic, IsNoneInsideAStatement) {
    const std::string_view source =
        "x = (100\n"
        "%y)\n"
        "text = '''\n"
        "!ls\n"
        "%%time\n"
        "'''\n"
        "z = 7 \\\n"
        "% 2\n"
        "s = 'a\\\n"
        "%b'\n"
        "f = [\"[\", '\\'', r'\\', \"\"\"\"]\"\"\",  # (\n"
        "!x]\n";
    EXPECT_EQ(python_of(source), source);
}

TEST(Magic, StandsBehindStatementsOfAnyShape) {
    EXPECT_EQ(python_of("x = f(\n  '(', # (\n)\n%who\n'never closed\n%who"),
              "x = f(\n  '(', # (\n)\npass\n'never closed\npass\n");
}

TEST(Magic, AssignsNone) {
    EXPECT_EQ(python_of("files = !ls *.py"), "files = None\n");
    EXPECT_EQ(python_of("a.b[0] = %magic y"), "a.b[0] = None\n");
    EXPECT_EQ(python_of("x = !ls\ny = !w\nz=!w"), "x =None\ny = 0\nz=0\n");
    EXPECT_EQ(python_of("x = !ls \\\n  -l\ny = 1"), "x = None\n\ny = 1\n");
}

TEST(Magic, IsNotAssignedByOtherOperators) {
    const std::string_view source = "if x == 1 != y: z = x % y\nf(x=1, y=a %b)\n";
    EXPECT_EQ(python_of(source), source);
}

TEST(Magic, RunsATimedStatement) {
    EXPECT_EQ(python_of("%time x = f(y)"), "pass; x = f(y)\n");
    EXPECT_EQ(python_of("%time for x in y: f(x)"), "pass\n");
    EXPECT_EQ(python_of("%time f("), "pass\n");
    EXPECT_EQ(python_of("%time !ls"), "pass\n");
    EXPECT_EQ(python_of("%time"), "pass\n");
    EXPECT_EQ(python_of("%timeit f(x)"), "pass\n");
}

TEST(CellMagic, IsCommentedOutIfTheCellIsPython) {
    EXPECT_EQ(python_of("%%time\nx = 1"), "#%time\nx = 1\n");
    EXPECT_EQ(python_of("\n%%capture out\n%%timeit -n 1\nx = 1\n%who"),
              "\n#%capture out\n#%timeit -n 1\nx = 1\npass\n");
}

TEST(CellMagic, OfAnotherLanguageEmptiesTheCell) {
    EXPECT_EQ(python_of("%%bash\nls 'é\n\necho (\n"), "\n\n\n\n");
    EXPECT_EQ(python_of("%%writefile a.py\nx = 1"), "\n\n");
    EXPECT_EQ(python_of("%%time\n%%html\n<b>"), "#%time\n\n\n");
    EXPECT_EQ(python_of("%%somebody_elses\nx"), "\n\n");
}

TEST(CellMagic, StandsAtTheStartOfTheCell) {
    EXPECT_EQ(python_of("x = 1\n%%bash\ny = 2"), "x = 1\npass\ny = 2\n");
    EXPECT_EQ(text_of(R"({"cells": [{"cell_type": "code", "source": "x = ("},
                                    {"cell_type": "code", "source": "%who"}]})"),
              "x = (\npass\n");
}

TEST(Magic, LeavesAFinalSemicolon) {
    EXPECT_EQ(python_of("plot(x);"), "plot(x);\n");
}

}  // namespace
}  // namespace doppelint::source
