// Whole programs: what is lowered keeps the promises that program::verify checks, and stands in Python's
// order.

#include "lowering/lower.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "program/print.h"
#include "program/verify.h"
#include "syntax/parser.h"

namespace doppelint::lowering {
namespace {

using Texts = std::vector<std::string>;

std::string repeated(std::string_view text, std::size_t count) {
    std::string out;
    for (std::size_t at = 0; at < count; ++at) out += text;
    return out;
}

program::Module lowered(std::string_view text, Annotations annotations = Annotations::executed) {
    static syntax::Parser parser;
    return lower(parser.parse(text), {annotations});
}

void is_sound(std::string_view text) {
    EXPECT_EQ(program::verify(lowered(text)), Texts{}) << text.substr(0, 500);
    EXPECT_EQ(program::verify(lowered(text, Annotations::on_request)), Texts{}) << text.substr(0, 500);
}

/// Sound, and Python: no function misses a part.
void is_sound_and_whole(std::string_view text) {
    const program::Module module = lowered(text);
    EXPECT_EQ(program::verify(module), Texts{}) << text.substr(0, 500);
    EXPECT_TRUE(std::ranges::none_of(module.functions, &program::Function::incomplete))
        << text.substr(0, 500);
}

constexpr std::array kTricky = {
    // Ways out through finally
    "def f(g):\n    for x in g:\n        try:\n            if x: return 1\n            elif g: break\n       "
    "     else: continue\n"
    "        finally:\n            g()\n    return 2\n",
    "def f(g):\n    while g:\n        try:\n            try:\n                return g()\n            "
    "finally:\n                g(1)\n"
    "        finally:\n            g(2)\n",
    "def f(g):\n    try:\n        return g()\n    finally:\n        return 2\n",
    "def f(g):\n    for x in g:\n        try:\n            return g()\n        finally:\n            "
    "continue\n",
    "def f(g):\n    while True:\n        try:\n            raise g\n        finally:\n            break\n    "
    "return g\n",
    "def f(g):\n    try:\n        x = g()\n    except E as e:\n        x = e\n    else:\n        return x\n  "
    "  finally:\n        g(x)\n"
    "    return x\n",
    "def f(g):\n    try: pass\n    finally: pass\n",
    "def f(g):\n    try:\n        pass\n    except: return 1\n    else: return 2\n    finally: g()\n",
    // Context managers
    "def f(g):\n    for x in g:\n        try:\n            with g() as (a, b.c), g(x) as d[0]:\n             "
    "   if a: continue\n"
    "                if d: break\n                return x\n        except (A, B) as e:\n            with e: "
    "raise\n        finally: g()\n",
    "async def f(g):\n    async with g as x, g() as y:\n        return await x\n",
    "def f(g):\n    with g: raise X\n    return 1\n",
    "def f(g):\n    while True:\n        with g: break\n",
    // Exceptions
    "def f(g):\n    try: g()\n    except* A as e: g(e)\n    except* (B, C): pass\n    else: g()\n    "
    "finally: g(2)\n",
    "def f(g):\n    try: g()\n    except A as e:\n        try: g(e)\n        except B as e: raise e from "
    "None\n    return e\n",
    "def f(g):\n    try: g()\n    except A as e:\n        def h(): return e\n        return h\n",
    "def f(g):\n    for x in g:\n        try: g()\n        except A as e: continue\n        except B as e: "
    "break\n        except C as e: return e\n",
    "try: f()\nexcept E as e: del e\n",
    "def f():\n    global e\n    try: f()\n    except E as e: pass\n",
    "class C:\n    try: f()\n    except E as e: pass\n",
    // Generators and coroutines
    "def f(x):\n    y = yield\n    z = yield x, y\n    return (yield from z)\n",
    "async def f(x):\n    async for y in x:\n        yield [z async for z in y if await z]\n    else: await "
    "x\n",
    "x = (y for y in z for w in y if w if y)\nx = (await y for y in z)\n",
    "def f(x): return lambda: (yield x)\n",
    // match
    "match x:\n    case 1 | 'a' | None | -1.5 | 2 + 3j: a\n    case [a, *_, b] if a: b\n    case {'k': c, "
    "**d}: c\n"
    "    case C(e, f=[g]) as h: h\n    case i.j: k\n    case _: l\n",
    "def f(x):\n    while x:\n        match x, f:\n            case (a, b): return a\n            case [*c]: "
    "break\n            case {}: continue\n",
    "def f(x):\n    match x:\n        case a: return a\n    return 1\n",
    "match = 1\ncase = match\nmatch[case]\n",
    // Names
    "class C:\n    x = 1\n    def f(self): return __class__, super().f()\n    y = [x for _ in x]\n    z = "
    "[__class__ for _ in x]\n",
    "def f():\n    class C:\n        def g(self): return C, __class__\n    return C\n",
    "def f():\n    x = 1\n    class C:\n        x = x\n        def g(self): return x\n    x = 2\n",
    "def f(a):\n    def g():\n        nonlocal a\n        a += 1\n        del a\n    return g, a\n",
    "def f():\n    def g():\n        nonlocal x\n        x = 1\n    g()\n    del x\n    x = 2\n",
    "def f():\n    del x\n    x = 1\n    del x, (y, [z.a, w[0]])\n",
    "def f(xs):\n    if any((y := x) for x in xs): return y\n    [z := x for x in xs]\n    return z\n",
    "def f(x): return [(lambda: y) for y in x], {a: b for a, b in x}, {*c for c in x}\n",
    "def f():\n    return x\n    x = 1\n",
    "def f():\n    for x in (): pass\n    return x\n",
    "def f(__a, __b=1):\n    class C:\n        __c = 1\n        def g(self): return self.__c, __a\n",
    // Dead code
    "def f():\n    return 1\n    x = 2\n    def g(): return x\n    for y in x: break\n    try: x\n    "
    "finally: x\n",
    "def f():\n    raise\n    with x as y: return y\n",
    "def f(x):\n    for y in x:\n        continue\n        y = 1\n        while y: break\n",
    "def f(x):\n    while True:\n        x = x()\n    return x\n",
    "def f(x):\n    while 1:\n        if x: continue\n    else: x = 2\n",
    "def f(x):\n    while True: pass\n",
    "def f(x):\n    while True:\n        try: x()\n        except E: pass\n",
    "def f():\n    assert False, x\n    x = 1\n",
    // Definitions
    "@a(b)\n@c\nclass D[T: int, *U, **V](E[T], metaclass=M, **k):\n    x: T = 1\n    def f[W](self, y: W = "
    "x) -> T: ...\n",
    "type A[T: (int, str) = int] = dict[T, A]\nlazy import a.b\nlazy from c import d\n",
    "def f(a: x, /, b: y = 1, *c: z, d: w, e=2, **f: v) -> u: pass\n",
    "from __future__ import annotations\nx: y = 1\ndef f(a: b): pass\n",
    "from a import *\nfrom . import b as c\nfrom ..d.e import f\nimport g.h, i.j as k\n",
    // Expressions
    "x = f'{a!r:>{b:{c}}}' 'd' f'{e=}' rf'\\{g}'\nx = t'{a}' t'{b!s}'\n",
    "x = a if b else c if d else e\nx = not (a and b or c) and not d\nx = a < b < c in d is not e\n",
    "x = [*a, *b], (*c,), {*d}, {**e, 'f': g}\nh(*i, j, *k, l=m, **n, o=p, **q)\n",
    "x = y = (z, *w), [v] = a.b = c[d] = e\n",
    "x[a:b, ::c, *d] += e\n",
    "(x) = 1\n((x), y) = 2\n[] = ()\n(x.y): int = 3\nx[0]: str\n",
    "",
    // What is not Python
    "break\ncontinue\nreturn 1\nyield 2\nawait x\nnonlocal y\n",
    "def f(a, a): pass\nglobal f\n",
    "def f():\n    x = = 1\n    return x\n",
    "x = 1 +\n\ndef g(): return 2\n",
    "f(1, [2, 3)\n",
    "1 = x\nf() = 2\na + b += 3\ndel 4\nfor 5 in x: pass\n",
    "try: x\nmatch y:\n    z\n",
};

TEST(Lowering, is_sound_for_every_tricky_program) {
    for (const std::string_view text : kTricky) is_sound(text);
}

TEST(Lowering, is_sound_for_every_beginning_of_a_tricky_program) {
    for (const std::string_view text : kTricky) {
        for (std::size_t size = 1; size < text.size(); size += 3) is_sound(text.substr(0, size));
    }
}

TEST(Lowering, leaves_nothing_of_python_out) {
    const auto* const first_broken = std::ranges::find(kTricky, std::string_view(""));
    for (const auto* it = kTricky.begin(); it != first_broken; ++it) is_sound_and_whole(*it);
}

TEST(Lowering, is_sound_in_functions_and_classes_as_well) {
    for (const std::string_view text : kTricky) {
        std::string inside = "def outer():\n    class Inner:\n        ";
        for (const char it : text) (inside += it) += it == '\n' ? "        " : "";
        is_sound(inside + "\n");
    }
}

TEST(Lowering, goes_as_deep_as_the_program) {
    constexpr std::size_t kDeep = 100'000;
    is_sound_and_whole("x = " + repeated("(", kDeep) + "y" + repeated(")", kDeep));
    is_sound_and_whole("x = " + repeated("[", kDeep) + "y" + repeated("]", kDeep));
    is_sound_and_whole("x = " + repeated("-", kDeep) + "y");
    is_sound_and_whole("x = " + repeated("not ", kDeep) + "y");
    is_sound_and_whole("if " + repeated("not ", kDeep) + "y: pass");
    is_sound_and_whole("x" + repeated(".a", kDeep) + " = 1");
    is_sound_and_whole("del x" + repeated("[0]", kDeep));
    is_sound_and_whole("x = y" + repeated("(1)", kDeep));
    is_sound_and_whole("x = y" + repeated(" + z", kDeep));
    is_sound_and_whole("x = y" + repeated(" ** z", kDeep));
    is_sound_and_whole("x = y" + repeated(" < z", kDeep));
    is_sound_and_whole("x = " + repeated("y and ", kDeep) + "z");
    is_sound_and_whole("x = " + repeated("1 if y else ", kDeep) + "2");
    is_sound_and_whole(repeated("x = ", kDeep) + "1");
    is_sound_and_whole("if x: y\n" + repeated("elif z: y = 1\n", kDeep));
    is_sound_and_whole("def f(x):\n" + repeated("    if x: y = 1\n", kDeep) + "    return y\n");
}

TEST(Lowering, goes_as_deep_as_functions_nest) {
    is_sound_and_whole("x = " + repeated("lambda: ", 100'000) + "1");
    is_sound_and_whole("x = lambda a: " + repeated("lambda: ", 5'000) + "a");
    is_sound_and_whole("x = " + repeated("[", 5'000) + "1" + repeated(" for a in b]", 5'000));
}

TEST(Lowering, goes_as_deep_as_blocks_nest) {
    for (const std::string_view head :
         {"if a:", "for b in c:", "while d:", "with e:", "def f(g):", "class C:"}) {
        std::string text;
        for (std::size_t at = 0; at < 100; ++at) text += std::string(at, ' ') + std::string(head) + "\n";
        is_sound_and_whole(text + std::string(100, ' ') + "pass\n");
    }
    std::string tries = "def f():\n";
    for (std::size_t at = 1; at < 90; ++at) tries += std::string(at, ' ') + "try:\n";
    tries += std::string(90, ' ') + "return g()\n";
    for (std::size_t at = 90; at-- > 1;) tries += std::string(at, ' ') + "finally: h()\n";
    is_sound_and_whole(tries);
}

TEST(Lowering, takes_time_linear_in_a_row_of_loops) {
    is_sound_and_whole("def f(x):\n" + repeated("    for y in x: g(x)\n", 20'000));
    is_sound_and_whole("def f(x):\n" + repeated("    while x: x = x.next\n", 20'000));
    is_sound_and_whole("def f(x):\n" + repeated("    try: y = g(x)\n    except E as e: h(y, e)\n", 20'000));
}

TEST(Lowering, keeps_the_functions_of_a_broken_file) {
    const program::Module module = lowered("def f():\n    return 1\n\nx = 1 +\n\ndef g():\n    return 2\n");
    EXPECT_TRUE(module.functions[0].incomplete);
    ASSERT_GE(module.functions.size(), 2U);
    EXPECT_FALSE(module.functions[1].incomplete);
    const auto defines_f = [&](const program::Instruction& it) {
        return it.opcode == program::Opcode::make_function && it.payload == 1;
    };
    EXPECT_TRUE(std::ranges::any_of(module.instructions_of(module.functions[0]), defines_f));
}

/// The printed blocks of the first function of `text`.
std::string blocks_of(std::string_view text) {
    const program::Module module = lowered(text);
    program::PrintOptions options;
    options.nodes = program::PrintOptions::Nodes::left_out;
    const std::string printed = program::print_function(module, program::FunctionId{1}, options);
    return printed.substr(printed.find('\n') + 1);
}

TEST(Order, of_an_augmented_assignment) {
    EXPECT_EQ(blocks_of("def f(a):\n    a.x += g()\n    a[i()] -= h()\n"), R"(  block 0
    %0 = parameter a
    %1 = read a %0
    %2 = get_attribute x %1
    %3 = load_global g
    %4 = call %3()
    %5 = in_place add %2, %4
    set_attribute x %1, %5
    %7 = read a %0
    %8 = load_global i
    %9 = call %8()
    %10 = get_item %7, %9
    %11 = load_global h
    %12 = call %11()
    %13 = in_place subtract %10, %12
    set_item %7, %9, %13
    %15 = constant None
    return_value %15
)");
}

TEST(Order, of_a_chained_comparison_evaluates_the_middle_once) {
    EXPECT_EQ(blocks_of("def f(a, b, c):\n    return a < b() < c\n"), R"(  block 0
    %0 = parameter a
    %1 = parameter b
    %2 = parameter c
    %3 = read a %0
    %4 = read b %1
    %5 = call %4()
    %6 = compare less %3, %5
    branch %6 to 1, 2
  block 1 from 0
    %8 = read c %2
    %9 = compare less %5, %8
    jump to 2
  block 2 from 0, 1
    %11 = phi %6, %9
    return_value %11
)");
}

TEST(Order, of_finally_is_behind_the_returned_value) {
    EXPECT_EQ(blocks_of("def f(g):\n    try:\n        return g()\n    finally:\n        h()\n"), R"(  block 0
    %0 = parameter g
    jump to 1
  block 1 from 0 handler 2
    %2 = read g %0
    %3 = call %2()
    %4 = constant 0
    jump to 3
  block 2 from 1
    %6 = caught
    %7 = constant 1
    jump to 3
  block 3 from 1, 2
    %9 = phi %4, %7
    %10 = phi %3, %6
    %11 = load_global h
    %12 = call %11()
    select %9 to 4, 5
  block 4 from 3
    return_value %10
  block 5 from 3
    reraise %10
)");
}

TEST(Order, of_arguments_is_that_of_the_stars_first) {
    EXPECT_EQ(blocks_of("def f(g, a, b, c, d):\n    g(a, k=b, *c, **d)\n"), R"(  block 0
    %0 = parameter g
    %1 = parameter a
    %2 = parameter b
    %3 = parameter c
    %4 = parameter d
    %5 = read g %0
    %6 = read a %1
    %7 = read c %3
    %8 = read b %2
    %9 = read d %4
    %10 = call %5(%6, *%7, k=%8, **%9)
    %11 = constant None
    return_value %11
)");
}

}  // namespace
}  // namespace doppelint::lowering
