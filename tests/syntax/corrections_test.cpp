// Where the grammar reads Python another way than Python does.

#include <string>
#include <string_view>

#include "trees.h"

namespace doppelint::syntax {
namespace {

/// The shape of the last statement of `text`.
std::string reading_of(std::string_view text) {
    const Tree tree = tree_of(text);
    expect_sound(tree);
    EXPECT_TRUE(tree.problems().empty()) << text;
    NodeId last;
    for (const NodeId it : tree.children(Tree::root())) last = it;
    return shape_of(tree, tree.first_child(last));
}

TEST(Splat, reaches_around_what_follows_it) {
    EXPECT_EQ(reading_of("*a.b, c = d\n"), "assignment(pattern_list(list_splat(* attribute(a b)) c) d)");
    EXPECT_EQ(reading_of("f(*a[0])\n"), "call(f argument_list(list_splat(* subscript(a 0))))");
    EXPECT_EQ(reading_of("f(*a + b, c)\n"), "call(f argument_list(list_splat(* binary_operator(a + b)) c))");
    EXPECT_EQ(reading_of("f(*a if b else c)\n"),
              "call(f argument_list(list_splat(* conditional_expression(a b c))))");
    EXPECT_EQ(reading_of("f(*a or b)\n"), "call(f argument_list(list_splat(* boolean_operator(a or b))))");
    EXPECT_EQ(reading_of("[*a().b().c]\n"),
              "list(list_splat(* attribute(call(attribute(call(a ()) b) ()) c)))");
    EXPECT_EQ(reading_of("x = *a.b, c\n"), "assignment(x expression_list(list_splat(* attribute(a b)) c))");
}

TEST(Splat, keeps_its_place_in_its_parent) {
    const Tree tree = tree_of("x[*a.b]\n");
    const NodeId subscript = tree.first_child(tree.first_child(Tree::root()));
    const NodeId splat = tree.child(subscript, Field::subscript);
    ASSERT_TRUE(splat.valid());
    EXPECT_EQ(tree.kind(splat), Kind::list_splat);
    EXPECT_EQ(tree.text(splat), "*a.b");
}

TEST(BitwiseOperators, bind_as_in_python) {
    EXPECT_EQ(reading_of("a ^ b & c"), "binary_operator(a ^ binary_operator(b & c))");
    EXPECT_EQ(reading_of("a & b ^ c"), "binary_operator(binary_operator(a & b) ^ c)");
    EXPECT_EQ(reading_of("a ^ b ^ c"), "binary_operator(binary_operator(a ^ b) ^ c)");
    EXPECT_EQ(reading_of("a & b & c"), "binary_operator(binary_operator(a & b) & c)");
    EXPECT_EQ(reading_of("a & b ^ c & d & e ^ f"),
              "binary_operator(binary_operator(binary_operator(a & b) ^ "
              "binary_operator(binary_operator(c & d) & e)) ^ f)");
    EXPECT_EQ(reading_of("a | b ^ c & d"),
              "binary_operator(a | binary_operator(b ^ binary_operator(c & d)))");
    EXPECT_EQ(reading_of("a << b & c ^ d"),
              "binary_operator(binary_operator(binary_operator(a << b) & c) ^ d)");
}

TEST(BitwiseOperators, are_put_right_inside_of_one_another) {
    EXPECT_EQ(reading_of("(a ^ b & c) ^ d & f(e ^ g & h)"),
              "binary_operator(parenthesized_expression(binary_operator(a ^ binary_operator(b & c))) ^ "
              "binary_operator(d & call(f argument_list(binary_operator(e ^ binary_operator(g & h))))))");
}

TEST(BitwiseOperators, keep_their_fields_and_ranges) {
    const Tree tree = tree_of("x = a ^ b & c\n");
    const NodeId top = tree.child(tree.first_child(tree.first_child(Tree::root())), Field::right);
    ASSERT_TRUE(top.valid());
    EXPECT_EQ(tree.text(top), "a ^ b & c");
    EXPECT_EQ(tree.text(tree.child(top, Field::left)), "a");
    EXPECT_EQ(tree.text(tree.child(top, Field::operator_)), "^");
    EXPECT_EQ(tree.text(tree.child(top, Field::right)), "b & c");
}

TEST(Format, that_begins_with_an_equal_sign_is_no_assignment) {
    const Tree tree = tree_of("f'{x:=10}'\n");
    EXPECT_EQ(texts_of(tree, Kind::named_expression), std::vector<std::string>{});
    EXPECT_EQ(texts_of(tree, Kind::identifier), std::vector<std::string>{"x"});
    EXPECT_EQ(texts_of(tree, Kind::format_specifier), std::vector<std::string>{":=10"});
    expect_sound(tree);
}

TEST(Format, leaves_an_assignment_in_parentheses_alone) {
    const Tree tree = tree_of("f'{(x:=10)}'\n");
    EXPECT_EQ(texts_of(tree, Kind::named_expression), std::vector<std::string>{"x:=10"});
}

}  // namespace
}  // namespace doppelint::syntax
