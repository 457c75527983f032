#include "syntax/repair.h"

#include <string>
#include <string_view>
#include <vector>

#include "trees.h"

namespace doppelint::syntax {
namespace {

using Texts = std::vector<std::string>;

/// What `text` is rewritten to; of the same length, with what `marks` left out.
struct Rewritten {
    std::string text;
    Texts marked;
};

Rewritten rewritten(std::string_view text) {
    const Repair repair = repair_text(text);
    EXPECT_EQ(repair.text.size(), text.size());
    Rewritten out{repair.text, {}};
    for (const Mark& it : repair.marks) {
        out.marked.emplace_back(text.substr(it.range.begin, it.range.end - it.range.begin));
    }
    return out;
}

void is_rewritten(std::string_view text, std::string_view expected, const Texts& marked = {}) {
    const Rewritten it = rewritten(text);
    EXPECT_EQ(it.text, expected);
    EXPECT_EQ(it.marked, marked) << text;
}

void is_left_alone(std::string_view text) {
    is_rewritten(text, text);
}

/// The tree of real text that needed a repair: it is Python, and its nodes show what stands there.
Tree repaired(std::string_view text) {
    Tree tree = tree_of(text);
    EXPECT_TRUE(tree.problems().empty()) << text;
    expect_sound(tree);
    return tree;
}

TEST(Repair, of_lazy_imports) {
    is_rewritten("lazy import a\n", "0;   import a\n", {"lazy"});
    is_rewritten("lazy from a import b; lazy import c", "0;   from a import b; 0;   import c",
                 {"lazy", "lazy"});
    is_left_alone("lazy = 1; lazy.x; x = lazy\n");
    const Tree tree = repaired("lazy import a\nlazy from b import c\nimport d\n");
    EXPECT_EQ(texts_of(tree, Kind::import_statement), (Texts{"import a", "import d"}));
    EXPECT_EQ(texts_of(tree, Kind::import_from_statement), Texts{"from b import c"});
    EXPECT_NE(tree.find_mark(Mark::Kind::lazy_import, {0, 13}), nullptr);
    EXPECT_EQ(tree.find_mark(Mark::Kind::lazy_import, {34, 42}), nullptr);
}

TEST(Repair, of_stars_in_holes) {
    is_rewritten("f'{n,* [b for b in a]}B'", "f'{n,  [b for b in a]}B'");
    is_rewritten("f'{*[1],}{*f(*a), b}'", "f'{ [1],}{ f(*a), b}'");
    is_left_alone("f'{a * b}' + f'{[*a, *b]}'; {*a, *[b]}; x = {1: 2}; {*[x]}\n");
    const Tree tree = repaired("x = f'{n,* [b for b in a]}B'\n");
    EXPECT_EQ(texts_of(tree, Kind::list_comprehension), Texts{"[b for b in a]"});
}

TEST(Repair, of_defaults_of_type_parameters) {
    is_rewritten("def f[T = int](x=1): 0\n", "def f[T : int](x=1): 0\n", {"="});
    is_rewritten("class C[T: str = int, *U = *V, **P = []]: 0\n",
                 "class C[T: str : int, *U : *V, **P : []]: 0\n", {"=", "=", "="});
    is_rewritten("type A[T = f(x=1)] = T\n", "type A[T : f(x=1)] = T\n", {"="});
    is_left_alone("x[y] = f(z=1)\nclass C(x=1): 0\n");
    const Tree tree =
        repaired("class C[T = int]: pass\nasync def f[T: str = int](): pass\ntype A[T = int] = T\n");
    EXPECT_EQ(texts_of(tree, Kind::class_definition), Texts{"class C[T = int]: pass"});
    EXPECT_EQ(tree.marks().size(), 3U);
}

TEST(Repair, of_unpacking_in_dict_comprehensions) {
    is_rewritten("{**d for d in e}", "{  d for d in e}", {"**"});
    is_left_alone("{**d, 'for': [x for x in y]}");
    is_left_alone("f(**{a: b for a in c})");
    const Tree tree = repaired("x = {**d for d in e}\n");
    EXPECT_EQ(texts_of(tree, Kind::set_comprehension), Texts{"{**d for d in e}"});
    EXPECT_NE(tree.find_mark(Mark::Kind::unpacking_in_comprehension, {4, 20}), nullptr);
}

TEST(Repair, of_names_that_python_2_took_for_statements) {
    const Tree tree = repaired("print = 1\nprint >> f, 1\nprint(x).y = 2\nexec = print\nexec(z)\n");
    EXPECT_EQ(texts_of(tree, Kind::print_statement), Texts{});
    EXPECT_EQ(texts_of(tree, Kind::exec_statement), Texts{});
    EXPECT_EQ(texts_of(tree, Kind::identifier),
              (Texts{"print", "print", "f", "print", "x", "y", "exec", "print", "exec", "z"}));
}

TEST(Repair, of_statements_that_begin_with_type) {
    const Tree tree = repaired("type(x).y = 1\ntype[0] = 2\ntype (z)\n");
    EXPECT_EQ(texts_of(tree, Kind::type_alias_statement), Texts{});
    EXPECT_EQ(texts_of(tree, Kind::attribute), Texts{"type(x).y"});
    EXPECT_EQ(texts_of(tree, Kind::subscript), Texts{"type[0]"});
    EXPECT_EQ(texts_of(repaired("type X = int\ntype(x).y = 1\n"), Kind::type_alias_statement),
              Texts{"type X = int"});
}

TEST(Repair, of_line_ends_in_brackets) {
    is_rewritten("f(a,  # b\n\nc)\nd\n", "f(a,       c)\nd\n");
    is_left_alone("f('''\n''')\n");
}

TEST(Repair, of_lines_in_brackets_that_stand_left_of_their_block) {
    const Tree tree = repaired(
        "def f():\n"
        "    if a:\n"
        "        x = g(b,\n"
        "  c,  # why\n"
        "d)\n"
        "        return [\n"
        "]\n"
        "    return 2\n");
    EXPECT_EQ(texts_of(tree, Kind::function_definition).size(), 1U);
    EXPECT_EQ(texts_of(tree, Kind::return_statement), (Texts{"return [\n]", "return 2"}));
    ASSERT_EQ(tree.comments().size(), 1U);
    EXPECT_EQ(tree.text().substr(tree.comments()[0].begin, 5), "# why");
}

TEST(Repair, leaves_the_lines_alone_of_a_bracket_that_holds_statements) {
    is_left_alone("x = (1,\ndef g():\n    return 2)\n");
}

TEST(Repair, leaves_alone_what_strings_say) {
    is_left_alone("x = '''\nlazy import a\n{**d for e in f}\nprint x\n'''\n");
}

TEST(Repair, costs_time_linear_in_the_text) {
    for (const std::string_view unit :
         {"f(\n", "{**a for b in c}\n", "{**{", "lazy import a\n", "def f[T = (", "()\n"}) {
        const std::string text = repeated(unit, 50'000);
        EXPECT_EQ(repair_text(text).text.size(), text.size());
    }
}

}  // namespace
}  // namespace doppelint::syntax
