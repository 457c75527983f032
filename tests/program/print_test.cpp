#include "program/print.h"

#include "programs.h"

namespace doppelint::program {
namespace {

// What is printed reads back as what it was.
void stays_as_it_is(std::string_view text) {
    EXPECT_EQ(print(read(text)), text);
}

TEST(PrintedForm, of_a_function_with_a_default_and_captures) {
    stays_as_it_is(R"(scope 0 module
  f: local assigned, bindings 1
  scope 1 function f in 0
    a: cell parameter captured, bindings 1
    x: local referenced assigned
    scope 2 function g in 1 nested
      a: free of 1 referenced
      x: local parameter

module 0 <module> scope 0
  block 0
    %0 = constant 1
    %1 = make_function 1 f
    %2 = bind f %1
    %3 = constant None
    return_value %3

function 1 f "f" (a) in 0 scope 1
  block 0
    %0 = parameter a
    %1 = make_cell a %0
    %2 = constant "default"
    %3 = make_function 2 g(%2, %1, %0)
    return_value %3

incomplete async generator function 2 g "f.<locals>.g" (x, /, y = default, *, z) in 1 scope 2
  captures a, b by value
  block 0
    %0 = parameter x
    %1 = capture a
    %2 = load_cell a %1
    return_value %2
)");
}

TEST(PrintedForm, of_the_cell_of_a_class) {
    constexpr std::string_view kText = R"(scope 0 module
  scope 1 class C in 0
    __class__: local assigned
    .class: cell of 1 implicit_class
    scope 2 function f in 1
      __class__: free of 1 referenced

module 0 scope 0
  block 0
    unreachable
)";
    std::string text(kText);
    text.replace(text.find(".class"), 6, "\".class\"");
    stays_as_it_is(text);
    EXPECT_EQ(problems_of(text), std::vector<std::string>{});
}

TEST(PrintedForm, of_blocks_with_handlers_loops_and_dead_code) {
    stays_as_it_is(with_body(R"(  block 0
    %0 = load_global xs
    %1 = get_iterator %0
    jump to 1
  block 1 from 0, 2 handler 4 loop
    %3 = phi %0, %3
    %4 = next_item %1
    iterate %4 to 2, 3
  block 2 from 1
    jump to 1
  block 3 from 1
    %7 = constant None
    return_value %7
  block 4 from 1
    %9 = caught
    reraise %9
  block 5 dead
    unreachable
)"));
}

TEST(PrintedForm, of_parameters_of_every_kind) {
    stays_as_it_is(R"(scope 0 module

module 0 scope 0

lambda 1 <lambda> "<lambda>" (a, b = default, /, c, *rest, d, e = default, **others) in 0 scope 0

function 2 f () in 0 scope 0

function 3 f (*, a) in 0 scope 0

function 4 f (**others, a is ordinary, b is positional_only = default) in 0 scope 0

generator_expression 5 <genexpr> (".0") in 0 scope 0 annotations 2
)");
}

TEST(PrintedForm, of_nodes) {
    stays_as_it_is(R"(scope 0 module @0
  x: cell assigned, bindings 2, bound until @7, read until @9, captured from @12
  y: local assigned

module 0 <module> scope 0 @0
  block 0
    %0 = constant 1 @4
    %1 = bind x %0 @3
    jump to 1 @5
  block 1 from 0
    return_value %1

function 1 f (x @3: @4 = default, y @6) in 0 scope 0 @2
)");
}

TEST(PrintedForm, of_constants) {
    stays_as_it_is(with_body(R"(  block 0
    %0 = constant None
    %1 = constant True
    %2 = constant False
    %3 = constant ...
    %4 = constant 42
    %5 = constant 123456789012345678901234567890
    %6 = constant integer "0x2a" = 42
    %7 = constant 1.5e-3
    %8 = constant .5
    %9 = constant float "inf"
    %10 = constant 2j
    %11 = constant imaginary "2"
    %12 = constant "grüß \"Gott\"\n\\ \x00 ; # %"
    %13 = constant b"\xff a"
    %14 = constant inexact "\xed\xa0\x80"
    %15 = constant inexact integer "1__0"
    return_value %0
)"));
}

TEST(PrintedForm, of_every_kind_of_payload) {
    stays_as_it_is(with_body(R"(  block 0
    %0 = import_module a
    %1 = import_module top of a.b
    %2 = import_module lazy a.b
    %3 = import_member from ..pkg import name
    %4 = import_member from . import name
    import_star .pkg.sub
    %6 = import_module "lazy.thing"
    %7 = unpack %0 into 2
    %8 = unpacked %7 index 1
    %9 = unpack %0 into 2 + star + 1
    %10 = load_local_name x none
    %11 = load_local_name nested %10
    %12 = make_type_variable tuple tuple none, %0
    annotate x %0
    annotate %0
    %15 = undefined "not a name"
    %16 = make_function 7
    set_attribute name %0, %1
    return_value %0
)"));
}

TEST(PrintedForm, of_details) {
    stays_as_it_is(with_body(R"(  block 0
    %0 = unary not %0
    %1 = binary floor_divide %0, %0
    %2 = in_place matrix_multiply %0, %1
    %3 = compare is_not %0, %1
    %4 = get_iterator %0
    %5 = get_iterator async %0
    %6 = format_value %0, none
    %7 = format_value repr %0, %1
    %8 = match_exception %0, %1
    %9 = match_exception group %0, %1
    %10 = assume truthy %0, %3
    branch %3 to 0, 0
)"));
}

TEST(PrintedForm, of_labels) {
    stays_as_it_is(with_body(R"(  block 0
    %0 = call %0()
    %1 = call %0(%1, key=%2, *%3, **%4)
    %2 = make_list
    %3 = make_list %0, *%1, %2
    %4 = make_dict
    %5 = make_dict %0: %1, **%2
    %6 = make_class 3(%0, metaclass=%1, **%2, %3)
    %7 = make_slice none, %0, none
    %8 = build_string
    return_value %0
)"));
}

TEST(PrintedForm, of_names_that_are_words_of_the_form) {
    stays_as_it_is(R"(scope 0 module
  scope: local
  function: global_implicit
  lambda: local
  module: local
  "not a name": local
  scope 1 function "nested" in 0
  scope 2 function "in" in 0 nested

module 0 <module> scope 0
  block 0
    %0 = load_global none
    %1 = read to %0
    %2 = bind index %0
    %3 = call %0(none=%0, to=%1)
    return_value %0

function 1 "scope" "scope" () in 0 scope 1
  captures by, value by value
)");
}

TEST(Print, leaves_nodes_out_on_request_and_adds_comments) {
    const Module module = read(with_body("  block 0\n    %0 = constant 1 @7\n    return_value %0\n"));
    PrintOptions options;
    options.nodes = PrintOptions::Nodes::left_out;
    options.comment = [](syntax::NodeId node) { return "line " + std::to_string(node.index()); };
    const std::string text = print_function(module, FunctionId{0}, options);
    EXPECT_EQ(text,
              "module 0 <module> scope 0\n"
              "  block 0\n"
              "    %0 = constant 1  ; line 7\n"
              "    return_value %0\n");
    EXPECT_EQ(print(read("scope 0 module\n\n" + text)),
              with_body("  block 0\n    %0 = constant 1\n    return_value %0\n"));
}

TEST(Print, survives_depth) {
    constexpr std::uint32_t kDepth = 100'000;
    std::string text = "scope 0 module\n";
    for (std::uint32_t it = 1; it < kDepth; ++it) {
        text += "scope " + std::to_string(it) + " lambda in " + std::to_string(it - 1) + "\n";
    }
    const std::string printed = print_scopes(read(text));
    EXPECT_EQ(print_scopes(read(printed)), printed);
    EXPECT_LT(printed.size(), kDepth * 80);
}

TEST(PrintCfg, draws_blocks_and_edges) {
    const Module module = read(with_body(R"(  block 0 handler 3
    %0 = load_global x
    branch %0 to 1, 2
  block 1 from 0
    %2 = constant "a\"b"
    return_value %2
  block 2 from 0
    return_value %0
  block 3 from 0
    %5 = caught
    reraise %5
)"));
    EXPECT_EQ(print_cfg(module), R"(digraph program {
  node [shape=box, fontname=monospace];
  edge [fontname=monospace];
  subgraph cluster_0 {
    label="module 0 <module>";
    f0_b0 [label="block 0\l%0 = load_global x\lbranch %0\l"];
    f0_b1 [label="block 1\l%2 = constant \"a\\\"b\"\lreturn_value %2\l"];
    f0_b2 [label="block 2\lreturn_value %0\l"];
    f0_b3 [label="block 3\l%5 = caught\lreraise %5\l"];
  }
  f0_b0 -> f0_b1 [label="true"];
  f0_b0 -> f0_b2 [label="false"];
  f0_b0 -> f0_b3 [style=dashed];
}
)");
    EXPECT_EQ(print_cfg(module, FunctionId{0}), print_cfg(module));
}

}  // namespace
}  // namespace doppelint::program
