#include "syntax/problems.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "trees.h"

namespace doppelint::syntax {
namespace {

using Texts = std::vector<std::string>;

/// Each problem as `text it stands at: message`.
Texts problems_of(std::string_view text) {
    const Tree tree = tree_of(text);
    expect_sound(tree);
    Texts found;
    for (const Problem& it : tree.problems()) {
        found.push_back(std::string(text.substr(it.range.begin, it.range.end - it.range.begin)) + ": " +
                        it.message);
    }
    return found;
}

TEST(Problems, quote_what_is_not_python) {
    EXPECT_EQ(problems_of("x = = 2\n"), Texts{"=: `=` is not valid Python"});
}

TEST(Problems, quote_only_the_start_of_a_long_region) {
    const Texts found = problems_of("x = 1\n" + repeated(") ", 100) + "\n");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].substr(found[0].find(": ")), ": `" + repeated(") ", 15) + "…` is not valid Python");
}

TEST(Problems, cut_no_character_in_two) {
    const Texts found = problems_of("$" + repeated("€", 40) + "\n");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0], "$" + repeated("€", 40) + ": `$" + repeated("€", 9) + "…` is not valid Python");
}

TEST(Problems, tell_of_brackets_that_are_never_closed) {
    EXPECT_EQ(problems_of("x = [1,\n"), Texts{"[: `[` was never closed"});
    EXPECT_EQ(problems_of(repeated("(", 100)), Texts{"(: `(` was never closed"});
    EXPECT_EQ(problems_of("x = f(1, [2, 3)\n"), Texts{"[: `[` was never closed"});
    EXPECT_EQ(problems_of("def f(:\n    pass\n"), Texts{"(: `(` was never closed"});
    EXPECT_EQ(problems_of("x = {1: [2}\n"), Texts{"[: `[` was never closed"});
}

TEST(Problems, tell_of_lines_that_end_too_soon) {
    EXPECT_EQ(problems_of("x = 1 +\n\ndef f(): pass\n"), Texts{"+: the line ends in `+`"});
    EXPECT_EQ(problems_of("x = a.\n\ndef f(): pass\n"), Texts{".: the line ends in `.`"});
    EXPECT_EQ(problems_of("x = = 1\ny = 1.\nz = ...\nfrom a import *\nw = ''\n"),
              Texts{"=: `=` is not valid Python"});
    EXPECT_EQ(problems_of("def f():\n\nx = 1\n"), Texts{": expected an indented block here"});
}

TEST(Problems, tell_of_python_2) {
    EXPECT_EQ(problems_of("print 'x'\n\nprint 'y', z\n"),
              (Texts{"print: `print` without parentheses is Python 2",
                     "print: `print` without parentheses is Python 2"}));
    EXPECT_EQ(problems_of("exec code in space\n"), Texts{"exec: `exec` without parentheses is Python 2"});
}

TEST(Problems, tell_of_nul_bytes) {
    const Texts found = problems_of(std::string_view("x = 1\0\n", 7));
    ASSERT_EQ(found.size(), 1U);
    EXPECT_NE(found[0].find("a NUL byte cannot stand in Python source"), std::string::npos);
}

TEST(Problems, tell_of_definitions_that_end_too_soon) {
    EXPECT_EQ(problems_of("def f(\n"), Texts{"(: `(` was never closed"});
    EXPECT_EQ(problems_of("def f()\n    pass\n"), Texts{"def f()\n    pass: `def f()` is not valid Python"});
}

TEST(Problems, stand_in_the_order_of_the_text) {
    const Tree tree = tree_of("print 1\nx = = 2\ny = 3\nz = = 4\nexec 5\n");
    ASSERT_EQ(tree.problems().size(), 4U);
    EXPECT_TRUE(std::ranges::is_sorted(tree.problems(), {}, &Problem::range));
}

/// A broken line costs itself, not the functions around it.
void costs_only_itself(std::string_view broken) {
    const std::string text =
        "def before():\n    return 1\n\n" + std::string(broken) + "\n\ndef after():\n    return 2\n";
    SCOPED_TRACE(text);
    const Tree tree = tree_of(text);
    expect_sound(tree);
    EXPECT_FALSE(tree.problems().empty());
    Texts whole;
    for (std::uint32_t at = 0; at < tree.size(); ++at) {
        const NodeId it{at};
        if (tree.kind(it) == Kind::function_definition && !tree[it].has_error()) {
            whole.emplace_back(tree.text(it).substr(4, tree.text(it).find('(') - 4));
        }
    }
    EXPECT_EQ(whole, (Texts{"before", "after"}));
}

TEST(Problems, cost_only_the_broken_region) {
    costs_only_itself("x = = 2");
    costs_only_itself("print 'x'");
    costs_only_itself("x = 'never closed");
    costs_only_itself("x = f(1, [2, 3)");
    costs_only_itself("if x\n    y = 2");
    costs_only_itself("def broken()\n    pass");
    costs_only_itself("def broken(:\n    pass");
    costs_only_itself("def broken():\n    x = 1 $ 2\n    return x");
    costs_only_itself("<<<<<<< HEAD\nx = 1\n=======\nx = 2\n>>>>>>> branch");
    costs_only_itself(std::string_view("def broken():\n    x = 1\0", 24));
}

}  // namespace
}  // namespace doppelint::syntax
