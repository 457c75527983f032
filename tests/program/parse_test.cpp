#include "program/parse.h"

#include "program/print.h"
#include "programs.h"

namespace doppelint::program {
namespace {

TEST(Parse, gives_numbers_to_values_and_blocks_with_other_names) {
    const Module module = read(with_body(R"(
  block start                    ; a comment
    %x = load_global x
    %again = read x %x
    branch %again to left, right

  ; a line of its own
  block left from start
    return_value %x
  block right from start
    return_value %again
)"));
    EXPECT_EQ(print_function(module, FunctionId{0}),
              "module 0 <module> scope 0\n"
              "  block 0\n"
              "    %0 = load_global x\n"
              "    %1 = read x %0\n"
              "    branch %1 to 1, 2\n"
              "  block 1 from 0\n"
              "    return_value %0\n"
              "  block 2 from 0\n"
              "    return_value %1\n");
}

TEST(Parse, makes_one_constant_of_equal_literals) {
    const Module module =
        read(with_body("  block 0\n    %a = constant 1\n    %b = constant 1\n    return_value %a\n"));
    EXPECT_EQ(module.constants.size(), 1U);
}

TEST(Parse, keeps_scopes_in_the_order_of_their_numbers) {
    const Module module = read(
        "scope 0 module\n"
        "  scope 2 lambda in 0\n"
        "    x: local\n"
        "  scope 1 function f in 0\n"
        "    y: local\n");
    ASSERT_EQ(module.scopes.size(), 3U);
    EXPECT_EQ(module.scopes[1].kind, ScopeKind::function);
    EXPECT_EQ(module.text(module.symbols[module.symbols_of(module.scopes[2])[0].index()].name), "x");
}

struct Wrong {
    std::string_view text;
    std::string_view message;
};

class ParseFails : public testing::TestWithParam<Wrong> {};

TEST_P(ParseFails, with_the_line_and_a_sentence) {
    const Result<Module> module = parse(GetParam().text);
    ASSERT_FALSE(module.has_value());
    EXPECT_EQ(module.error().message, GetParam().message);
}

INSTANTIATE_TEST_SUITE_P(
    Texts, ParseFails,
    testing::Values(
        Wrong{"scope 0 box\n", "line 1: this is no kind of scope"},
        Wrong{"scope 1 module\n", "line 1: scope 0 is missing"},
        Wrong{"x: local\n", "line 1: a name stands before the first scope"},
        Wrong{"scope 0 module\n  x: somewhere\n", "line 2: this is no kind of binding"},
        Wrong{"scope 0 module\n  x: free of 0\n  y: free of 1\n", "line 3: scope 1 has no name `y`"},
        Wrong{"function 1 f\n", "line 1: functions are numbered from 0"},
        Wrong{"function 0 f (x\n", "line 1: expected `)`"},
        Wrong{"function 0 f (x = 3)\n", "line 1: expected `default`"},
        Wrong{"function 0 f\n  jump\n", "line 2: an instruction stands in a block"},
        Wrong{"function 0 f\n  block 0\n    hop\n", "line 3: this is no instruction"},
        Wrong{"function 0 f\n  block 0\n    jump to 1\n", "line 3: there is no block `1`"},
        Wrong{"function 0 f\n  block 0\n  block 0\n", "line 3: this block is there twice"},
        Wrong{"function 0 f\n  block 0\n    return_value %1\n", "line 3: nothing makes `%1`"},
        Wrong{"function 0 f\n  block 0\n    %1 = jump to 0\n", "line 3: this instruction makes no value"},
        Wrong{"function 0 f\n  block 0\n    %1 = caught\n    %1 = caught\n",
              "line 4: this value is made twice"},
        Wrong{"function 0 f\n  block 0\n    %1 = constant spam\n", "line 3: this is no constant"},
        Wrong{"function 0 f\n  block 0\n    %1 = constant \"a\n", "line 3: this is not text in quotes"},
        Wrong{"function 0 f\n  block 0\n    %1 = constant \"\\q\"\n", "line 3: this is not text in quotes"},
        Wrong{"function 0 f\n  block 0\n    %1 = parameter x\n",
              "line 3: the function has no such parameter or capture"},
        Wrong{"function 0 f\n  block 0\n    %1 = binary plus %1, %1\n",
              "line 3: expected the operator or kind of this instruction"},
        Wrong{"function 0 f\n  block 0\n    unreachable please\n",
              "line 3: nothing more was expected on this line"}));

}  // namespace
}  // namespace doppelint::program
