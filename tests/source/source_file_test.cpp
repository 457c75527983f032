#include "source/source_file.h"

#include <string>

#include <gtest/gtest.h>

namespace doppelint::source {
namespace {

using namespace std::string_literals;

SourceFile source_of(std::string bytes) {
    Result<SourceFile> file = make_source("module.py", std::move(bytes));
    EXPECT_TRUE(file) << file.error().message;
    return file ? *std::move(file) : SourceFile{};
}

TEST(SourceFile, HoldsDecodedAndIndexedText) {
    const SourceFile file = source_of("# coding: latin-1\nx = '\xE9'\n");
    EXPECT_EQ(file.path, "module.py");
    EXPECT_EQ(file.text, "# coding: latin-1\nx = 'é'\n");
    EXPECT_EQ(file.encoding, Encoding::latin1);
    EXPECT_EQ(file.lines.line_count(), 3u);
    EXPECT_FALSE(file.notebook);
}

TEST(SourceFile, TurnsLoneCarriageReturnsIntoLineFeeds) {
    const SourceFile file = source_of("a\rb\r\rc\r");
    EXPECT_EQ(file.text, "a\nb\n\nc\n");
    EXPECT_EQ(file.line_end, LineEnd::cr);
    EXPECT_EQ(file.lines.line_count(), 5u);
}

TEST(SourceFile, KeepsOtherLineEndsAndNul) {
    const SourceFile file = source_of("a\0\r\nb\r\n"s);
    EXPECT_EQ(file.text, "a\0\r\nb\r\n"s);
    EXPECT_EQ(file.line_end, LineEnd::crlf);
}

TEST(SourceFile, TakesItsLineEndFromTheFirstLine) {
    EXPECT_EQ(source_of("a\nb\r\n").line_end, LineEnd::lf);
    EXPECT_EQ(source_of("a\r\r\nb\n").line_end, LineEnd::cr);
    EXPECT_EQ(source_of("a").line_end, LineEnd::lf);
    EXPECT_EQ(source_of("").line_end, LineEnd::lf);
}

TEST(SourceFile, RemembersItsByteOrderMark) {
    const SourceFile file = source_of("\xEF\xBB\xBFx = 1\n");
    EXPECT_EQ(file.text, "x = 1\n");
    EXPECT_TRUE(file.had_byte_order_mark);
}

TEST(SourceFile, FailsOnBytesThatDoNotFitTheEncoding) {
    const Result<SourceFile> file = make_source("module.py", "x = '\xFF'\n");
    ASSERT_FALSE(file);
    EXPECT_EQ(file.error().message,
              "'utf-8' codec can't decode byte 0xff in position 5 (line 1): invalid start byte");
}

TEST(SourceFile, ReadsNotebooksByTheirEnding) {
    const std::string json =
        R"({"cells": [{"cell_type": "markdown", "source": "# Title"},
                      {"cell_type": "code", "source": ["import os\n", "x = 1"]}]})";
    const Result<SourceFile> file = make_source("study.ipynb", json);
    ASSERT_TRUE(file) << file.error().message;
    EXPECT_EQ(file->text, "import os\nx = 1\n");
    ASSERT_TRUE(file->notebook);
    EXPECT_EQ(file->notebook->cell_line(1), (CellLine{2, 2}));
    EXPECT_FALSE(make_source("study.ipynb", "x = 1\n"));
}

TEST(NotebookPath, EndsInIpynb) {
    EXPECT_TRUE(is_notebook_path("a/b.ipynb"));
    EXPECT_TRUE(is_notebook_path("B.IPYNB"));
    EXPECT_FALSE(is_notebook_path("a.py"));
    EXPECT_FALSE(is_notebook_path("ipynb"));
    EXPECT_FALSE(is_notebook_path(""));
}

}  // namespace
}  // namespace doppelint::source
