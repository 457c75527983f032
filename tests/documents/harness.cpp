// What the documents' own machinery promises: above all, that nothing which asserts is passed over.
#include <string>

#include <gtest/gtest.h>

#include "checker.h"

namespace doppelint::documents {
namespace {

std::string failures_of(std::string_view markdown) {
    std::string out;
    for (const Failure& it : check_document(markdown).failures) {
        out += std::to_string(it.line) + ": " + it.message + "\n";
    }
    return out;
}

// A document with one file; its first line of Python is line 4.
std::string with_python(std::string_view python) {
    return "# A test\n\n```python\n" + std::string(python) + "\n```\n";
}

TEST(Document, has_a_section_per_heading_with_fences) {
    const auto sections = read_document(
        "# A\ntext\n## B\n```python x.py\na = 1\n\n```\n````text\n```\n````\n## C\n### D\n```ir\n```\n");
    ASSERT_TRUE(sections.has_value());
    ASSERT_EQ(sections->size(), 2U);
    EXPECT_EQ((*sections)[0].title, "A / B");
    EXPECT_EQ((*sections)[0].fences[0].language, "python");
    EXPECT_EQ((*sections)[0].fences[0].argument, "x.py");
    EXPECT_EQ((*sections)[0].fences[0].text, "a = 1\n\n");
    EXPECT_EQ((*sections)[0].fences[0].line, 5U);
    EXPECT_EQ((*sections)[0].fences[1].text, "```\n");
    EXPECT_EQ((*sections)[1].title, "A / C / D");
}

TEST(Document, fails_on_a_fence_that_nobody_closes) {
    EXPECT_EQ(failures_of("# A\n```python\nx = 1\n"), "1: nothing closes the fence of line 2\n");
}

TEST(Document, fails_where_nothing_is_asserted) {
    EXPECT_EQ(failures_of(with_python("x = 1")), "1: `A test` asserts nothing\n");
}

TEST(Document, fails_on_unknown_kinds_of_assertions_and_blocks) {
    EXPECT_EQ(failures_of(with_python("x = 1  # scoop: x local\n# scope module: x local")),
              "4: there is no kind of assertion `scoop`\n");
    EXPECT_EQ(failures_of("# A\n```python\nx = 1 # scope module: x local\n```\n```rust\n```\n"),
              "6: there is no kind of block `rust`\n");
    EXPECT_EQ(failures_of("# A\n```ir\nmodule\n```\n"),
              "1: `A` asserts nothing\n3: no Python stands before this block\n");
}

TEST(Document, reads_no_assertions_in_strings_and_prose) {
    EXPECT_EQ(failures_of(with_python("x = '# scope module: y local'  # scope module: x local\n"
                                      "# A sentence of several words: it asserts nothing.\n"
                                      "y = 1  # type: ignore")),
              "");
}

TEST(Document, fails_on_unknown_options) {
    EXPECT_EQ(failures_of("# A\n```toml\nspeed = 3\n```\n" + with_python("x = 1").substr(10)),
              "1: 3: this option is not known: speed = 3\n");
}

TEST(ScopeAssertion, tells_what_was_found) {
    EXPECT_EQ(failures_of(with_python("def f(x): return y  # scope: x cell deleted, y local, z local, no x")),
              "4: scope: expected `x` to be cell, found local\n"
              "4: scope: expected `x` to be deleted, and it is not\n"
              "4: scope: expected `y` to be local, found global_implicit\n"
              "4: scope: it has no name `z`\n"
              "4: scope: it has the name `x`\n");
}

TEST(ScopeAssertion, is_about_the_line_above_where_it_stands_alone) {
    EXPECT_EQ(failures_of(with_python("def f(x):\n    # scope: x local\n\n    # scope: x cell\n    pass")),
              "7: scope: expected `x` to be cell, found local\n");
}

TEST(ScopeAssertion, wants_one_scope) {
    EXPECT_EQ(failures_of(with_python("x = 1  # scope: x local")),
              "4: scope: expected one scope that begins here, found: none\n");
    EXPECT_EQ(failures_of(with_python("f = lambda: lambda: 0  # scope: x local")),
              "4: scope: expected one scope that begins here, found: lambda lambda, lambda lambda\n");
    EXPECT_EQ(failures_of(with_python("f = lambda: lambda a: 0  # scope lambda 2: a local")), "");
    EXPECT_EQ(failures_of(with_python("f = lambda: 0  # scope lambda 2: a local")),
              "4: scope: expected one scope `lambda 2` that begins here, found: lambda lambda\n");
}

TEST(ScopeAssertion, may_ask_for_all_names) {
    EXPECT_EQ(failures_of(with_python("def f(a, b): pass  # scope: only a local")),
              "4: scope: it also has the name `b`\n");
    EXPECT_EQ(failures_of(with_python("def f(): pass  # scope: only")), "");
}

TEST(ScopeAssertion, fails_when_malformed) {
    EXPECT_EQ(failures_of(with_python("def f(a): pass  # scope: a")),
              "4: scope: expected a name and where it lives, or `no` and a name: `a`\n");
    EXPECT_EQ(failures_of(with_python("def f(a): pass  # scope: a local loudly")),
              "4: scope: there is no use `loudly`\n");
    EXPECT_EQ(failures_of(with_python("def f(a): pass  # scope:")), "4: scope: it names nothing\n");
}

TEST(TodoAssertion, fails_once_it_holds) {
    EXPECT_EQ(failures_of(with_python("def f(a): pass  # todo-scope: a cell")), "");
    EXPECT_EQ(failures_of(with_python("def f(a): pass  # todo-scope: a local")),
              "4: this holds now: drop `todo-`\n");
    const std::string file = "# A\n```python\nx = 1\n```\n";
    EXPECT_EQ(failures_of(file + "```ir todo\nfunction f\n```\n"), "");
    EXPECT_EQ(failures_of(file + "```ir todo\nmodule\nblock 0\n%0 = constant 1\nstore_global x %0\n"
                                 "%2 = constant None\nreturn_value %2\n```\n"),
              "6: this holds now: drop `todo`\n");
}

TEST(InstructionAssertion, tells_what_the_line_gives) {
    EXPECT_EQ(failures_of(with_python("x = 1  # ir: constant 2")),
              "4: ir: expected `constant 2` in this order; the line gives\n"
              "    constant 1\n    store_global x %0\n");
}

TEST(InstructionAssertion, asks_for_some_in_order_for_none_or_for_all) {
    EXPECT_EQ(failures_of(with_python("x = a + b  # ir: load_global a, binary, store_global, not call")), "");
    EXPECT_EQ(failures_of(with_python("x = a  # ir only: load* a, store* x")), "");
    EXPECT_NE(failures_of(with_python("x = a  # ir: store_global x, load_global a")), "");
    EXPECT_NE(failures_of(with_python("x = a  # ir: not load_global")), "");
    EXPECT_NE(failures_of(with_python("x = a  # ir only: load_global a")), "");
    EXPECT_NE(failures_of(with_python("x = a  # ir: load_global ab")), "");
    EXPECT_NE(failures_of(with_python("x = a  # ir: load*, , store*")), "");
}

TEST(HeapAssertion, TellsWhatIsKnown) {
    EXPECT_EQ(failures_of(with_python("a = []\nb = a  # heap: must a b, a is list, keeps a")), "");
    EXPECT_EQ(
        failures_of(with_python("a = []\nb = a  # heap: never a b, may a b, a is dict, changes a, must a c")),
        "5: heap: expected never a b, found must\n"
        "5: heap: expected may a b, found must\n"
        "5: heap: expected `a` to be dict, found list\n"
        "5: heap: `a` does not change\n"
        "5: heap: no path `c` is known; the names are a b\n");
}

TEST(HeapAssertion, FollowsPaths) {
    EXPECT_EQ(
        failures_of(with_python("a = []\nb = {'k': [a]}  # heap: must a b[\"k\"][0], b[\"k\"] is list")), "");
    EXPECT_EQ(failures_of(with_python("a = []\nb = [a]  # heap: must a b[1]")),
              "5: heap: no path `b[1]` is known; the names are a b\n");
}

TEST(HeapAssertion, FailsWhenMalformed) {
    EXPECT_EQ(failures_of(with_python("a = []  # heap: always a b")),
              "4: heap: there is no relation `always`\n");
    EXPECT_EQ(failures_of(with_python("a = []  # heap: must a")),
              "4: heap: this is no assertion: `must a`\n");
    EXPECT_EQ(failures_of(with_python("a = []  # heap:")), "4: heap: it asserts nothing\n");
    EXPECT_EQ(failures_of(with_python("a = []  # heap loud: keeps a")),
              "4: heap: expected `heap` or `heap sound`\n");
}

constexpr std::string_view kProgram = "# A\n```python\ndef f(a):\n    return a\n```\n```ir\n";

TEST(PrintedForm, is_compared_line_by_line) {
    const std::string program(kProgram);
    EXPECT_EQ(failures_of(program + "function f\n block 0 ; here\n\n  %0 =  parameter a\n"
                                    "  %1 = read a %0\n  return_value %1\n```\n"),
              "");
    const std::string told =
        failures_of(program + "function f\nblock 0\n%0 = parameter a\nreturn_value %0\n```\n");
    EXPECT_EQ(told.substr(0, told.find(" in\n")),
              "10: ir: expected `return_value %0`, found `%1 = read a %0`");
    EXPECT_EQ(failures_of(program + "function g\n```\n"),
              "7: ir: expected one function `function g`, found 0\n");
    EXPECT_EQ(failures_of(program + "block 0\n```\n"), "7: ir: the block does not begin with a function\n");
    EXPECT_EQ(failures_of(program + "```\n"), "7: ir: the block is empty\n");
}

}  // namespace
}  // namespace doppelint::documents
