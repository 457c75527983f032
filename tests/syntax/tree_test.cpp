#include "syntax/tree.h"

#include <array>
#include <string>
#include <string_view>

#include "trees.h"

namespace doppelint::syntax {
namespace {

using Texts = std::vector<std::string>;

constexpr std::array kPrograms = {
    std::string_view(""),
    std::string_view("\n\n"),
    std::string_view("# only a comment"),
    std::string_view("x = 1"),
    std::string_view("x: int = y = 2\nx += 1\ndel x[0], x.y\n"),
    std::string_view("def f(a, /, b: int = 1, *c, d=2, **e) -> None:\n    return a, *c\n"),
    std::string_view("@d\n@e(1)\nclass C[T: int, *U, **V](B, metaclass=M):\n    x: int\n"),
    std::string_view("async def f():\n    async with a as b, c:\n        async for x in y: await z\n"),
    std::string_view(
        "try:\n    pass\nexcept* (A, B) as e:\n    raise X from e\nelse:\n    y\nfinally:\n    z\n"),
    std::string_view("try: x\nexcept A, B: y\n"),
    std::string_view("match x, y:\n    case [1, *_] | {'k': v, **r} | C(a, b=c) as d if e: pass\n"
                     "    case -1 + 2j | None | a.b: pass\n"),
    std::string_view("while x:\n    if a: break\n    elif b: continue\n    else: pass\nelse: y\n"),
    std::string_view("with (open(a) as f, g): pass\n"),
    std::string_view(
        "x = [y async for y in z if w for v in u]; {a: b for c in d}; {e for f in g}; (h for i in j)\n"),
    std::string_view("f(*a.b, **c, d=e, *f[0])(g)[h:i:j, ...]\n"),
    std::string_view("x = lambda a, *b, c=1: (yield)\nyield from z\n"),
    std::string_view("x = f'a{b!r:>{c}}d{e=}' 'f' rb'g'\nt'{h:{i}}'\n"),
    std::string_view("from . import a as b, c\nfrom .d import (e)\nimport f.g as h\nfrom i import *\n"),
    std::string_view("type A[T = int] = list[T]\ntype(x).y = 1\nlazy import a\n"),
    std::string_view("x = a if b else c or not d and e < f not in g is not h\n"),
    std::string_view("a ^ b & c ^ d & e | f\n*a.b, c = d\nf\"{x:=10}\"\n"),
    std::string_view("assert x, y; global z; nonlocal w; print(1); exec(2)\n"),
    // What is not Python
    std::string_view("x = (1,\n\ndef g():\n    return 2\n"),
    std::string_view("print 'x'\nexec y in z\n"),
    std::string_view("f(1, [2, 3)\n"),
    std::string_view("def f(:\n    pass\n"),
    std::string_view("x = 1 +\n\ndef g(): pass\n"),
    std::string_view("x = \"\"\"never closed\n"),
    std::string_view("f\"{a\" + }{\n"),
    std::string_view("\x00\x01\xff(\n"),
    std::string_view("a & ^ b\n* = 1\n"),
    std::string_view("<<<<<<< HEAD\nx = 1\n=======\ny = 2\n>>>>>>> b\n"),
};

TEST(Tree, keeps_its_promises_for_every_program) {
    for (const std::string_view text : kPrograms) {
        SCOPED_TRACE(text);
        expect_sound(tree_of(text));
    }
}

TEST(Tree, keeps_its_promises_for_every_beginning_of_a_program) {
    for (const std::string_view text : kPrograms) {
        for (std::size_t size = 0; size < text.size(); ++size) {
            SCOPED_TRACE(text.substr(0, size));
            expect_sound(tree_of(text.substr(0, size)));
        }
    }
}

TEST(Tree, keeps_its_promises_with_any_byte_left_out) {
    for (const std::string_view text : kPrograms) {
        for (std::size_t at = 0; at < text.size(); ++at) {
            const std::string broken = std::string(text.substr(0, at)) + std::string(text.substr(at + 1));
            SCOPED_TRACE(broken);
            expect_sound(tree_of(broken));
        }
    }
}

TEST(Tree, of_python_has_no_problems) {
    for (std::size_t at = 0; kPrograms[at] != "x = (1,\n\ndef g():\n    return 2\n"; ++at) {
        const Tree tree = tree_of(kPrograms[at]);
        EXPECT_TRUE(tree.problems().empty()) << kPrograms[at] << tree.problems().front().message;
        EXPECT_FALSE(tree[Tree::root()].has_error()) << kPrograms[at];
    }
}

TEST(Tree, is_printed_as_indented_lines) {
    EXPECT_EQ(print(tree_of("def f(x):\n    return x + \"\\n\"  # why\n")),
              R"(module [0-37]
  function_definition [0-36]
    name: identifier [4-5] "f"
    parameters: parameters [5-8]
      identifier [6-7] "x"
    body: block [14-36]
      return_statement [14-29]
        binary_operator [21-29]
          left: identifier [21-22] "x"
          operator: + [23-24] "+"
          right: string [25-29] "\"\\n\""
)");
}

TEST(Tree, is_printed_with_long_and_strange_text_made_short_and_plain) {
    EXPECT_EQ(print(tree_of("'''a\n\tb'''")),
              "module [0-10]\n  expression_statement [0-10]\n    string [0-10] \"'''a\\n\\x09b'''\"\n");
    const std::string text = repeated("x", 61);
    EXPECT_NE(print(tree_of(text)).find("\"" + text.substr(1) + "…\""), std::string::npos);
}

TEST(Tree, gives_children_by_field_and_by_kind) {
    const Tree tree = tree_of("a.b = c\n");
    const NodeId assignment = tree.first_child(tree.first_child(Tree::root()));
    ASSERT_EQ(tree.kind(assignment), Kind::assignment);
    const NodeId left = tree.child(assignment, Field::left);
    EXPECT_EQ(tree.text(left), "a.b");
    EXPECT_EQ(tree.child(assignment, Kind::identifier), tree.child(assignment, Field::right));
    EXPECT_EQ(tree.text(tree.child(left, Field::attribute)), "b");
    EXPECT_FALSE(tree.child(assignment, Field::type).valid());
    EXPECT_FALSE(tree.child(assignment, Kind::call).valid());
    EXPECT_FALSE(tree.first_child(tree.child(assignment, Field::right)).valid());
}

TEST(Tree, keeps_comments_apart) {
    const Tree tree = tree_of("# one\nx = [  # two\n]\n# three");
    Texts found;
    for (const Range& it : tree.comments()) {
        found.emplace_back(tree.text().substr(it.begin, it.end - it.begin));
    }
    EXPECT_EQ(found, (Texts{"# one", "# two", "# three"}));
}

TEST(Tree, tells_operators_apart_by_their_sign) {
    const Tree tree = tree_of("a not in b is not c <= d\nx **= 1\n");
    EXPECT_EQ(texts_of(tree, Kind::not_in), Texts{"not in"});
    EXPECT_EQ(texts_of(tree, Kind::is_not), Texts{"is not"});
    EXPECT_EQ(texts_of(tree, Kind::less_equal), Texts{"<="});
    EXPECT_EQ(texts_of(tree, Kind::double_star_equal), Texts{"**="});
}

TEST(Tree, looks_into_strings_only_where_they_have_holes) {
    const Tree tree = tree_of("'{x}' f'{y}' b'{z}' Rf'{w}'\n");
    EXPECT_EQ(texts_of(tree, Kind::identifier), (Texts{"y", "w"}));
}

}  // namespace
}  // namespace doppelint::syntax
