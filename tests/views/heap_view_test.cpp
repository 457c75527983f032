// Objects, pairs, changes and comparisons of a picture.
#include "views/heap_view.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "pictures.h"

namespace doppelint::views {
namespace {

TEST(Objects, AreDescribed) {
    const StatementView view =
        Pictures("def f():\n    row = [1]\n    rows = [row, row]\n    return rows\n").at(3);
    EXPECT_EQ(names_of(view), "row=o1 rows=o3");
    const ObjectView& rows = object_of(view, "rows");
    EXPECT_EQ(rows.kind, "list");
    EXPECT_EQ(rows.place->line, 3U);
    EXPECT_EQ(rows.place->column, 12U);
    EXPECT_TRUE(rows.single);
    EXPECT_TRUE(rows.is_mutable);
    EXPECT_EQ(rows.distinct, "same");
    EXPECT_EQ(slots_of(rows), "[0]=o1 [1]=o1");
}

TEST(Objects, OfAParameterAreSymbolic) {
    const StatementView view = Pictures("def f(rows):\n    a = rows[0]\n    b = rows.x\n").at(3);
    const ObjectView& rows = object_of(view, "rows");
    EXPECT_EQ(rows.symbolic, "rows");
    EXPECT_EQ(rows.kind, "opaque");
    EXPECT_EQ(rows.place->column, 7U);
    EXPECT_EQ(object_of(view, "a").symbolic, "rows[0]");
    EXPECT_EQ(object_of(view, "b").symbolic, "rows.x");
    EXPECT_EQ(slots_of(rows), ".x=o3 [0]=o1");
}

TEST(Objects, SayWhatTheyWereCopiedFrom) {
    const StatementView view =
        Pictures(
            "import copy\ndef f(given):\n    row = [[1]]\n    a = list(row)\n    b = "
            "row[:]\n    c = {**given}\n    d = copy.deepcopy(row)\n    e = row[1:]\n    g = "
            "row\n    return a, b, c, d, e, g\n")
            .at(9);
    const std::vector<ObjectNumber> row{object_of(view, "row").number};
    for (const char* const name : {"a", "b"}) {
        ASSERT_TRUE(object_of(view, name).copy) << name;
        EXPECT_EQ(object_of(view, name).copy->of, row);
        EXPECT_FALSE(object_of(view, name).copy->is_deep);
    }
    ASSERT_TRUE(object_of(view, "c").copy);
    EXPECT_EQ(object_of(view, "c").copy->of, std::vector{object_of(view, "given").number});
    ASSERT_TRUE(object_of(view, "d").copy);
    EXPECT_EQ(object_of(view, "d").copy->of, row);
    EXPECT_TRUE(object_of(view, "d").copy->is_deep);
    EXPECT_FALSE(object_of(view, "e").copy) << "a part is no copy";
    EXPECT_FALSE(object_of(view, "row").copy);
}

TEST(Objects, OfWhichTheSourceIsGoneAreCopiesStill) {
    const StatementView view = Pictures("def f():\n    a = [[1]].copy()\n    return a\n").at(2);
    ASSERT_TRUE(object_of(view, "a").copy);
    EXPECT_TRUE(object_of(view, "a").copy->of.empty());
}

TEST(Objects, OfConstantsHaveTypeAndValue) {
    const StatementView view = Pictures(
                                   "def f(n):\n    a = 'x\"y'\n    b = -1\n    c = None\n    d = True\n    e "
                                   "= 1.5\n    g = b'\\x00'\n")
                                   .at(7);
    EXPECT_EQ(object_of(view, "a").value, "\"x\\\"y\"");
    EXPECT_EQ(object_of(view, "a").type, "str");
    EXPECT_EQ(object_of(view, "b").type, "int");
    EXPECT_EQ(object_of(view, "c").value, "None");
    EXPECT_EQ(object_of(view, "d").value, "True");
    EXPECT_EQ(object_of(view, "e").value, "1.5");
    EXPECT_EQ(object_of(view, "g").type, "bytes");
}

TEST(Objects, HaveSlotsSpelledAsInPaths) {
    const StatementView view = Pictures("def f(k):\n    a = {'b': 1, 2: 3}\n    a[k] = 4\n").at(3);
    const ObjectView& a = object_of(view, "a");
    std::string slots;
    for (const SlotView& it : a.slots) slots += it.slot + " ";
    EXPECT_EQ(slots, "[\"b\"] [*] [2] [keys] ");
}

TEST(Objects, OfALoopAreManyInItAndOneBehindIt) {
    const Pictures pictures("def f(n):\n    for i in n:\n        x = []\n    return x\n");
    EXPECT_FALSE(object_of(pictures.at(3), "x").single);
    const StatementView after = pictures.at(4);
    EXPECT_TRUE(std::ranges::any_of(after.objects,
                                    [](const ObjectView& it) { return it.kind == "list" && it.single; }));
}

TEST(Objects, OfAClassOfTheFileNameIt) {
    const StatementView view =
        Pictures("class Box:\n    pass\n\ndef f():\n    return 1\n\nb = Box()\n").at(7);
    EXPECT_EQ(object_of(view, "b").kind, "instance");
    EXPECT_EQ(object_of(view, "b").class_name, "app.Box");
}

TEST(Objects, KeepTheirNumbersInAFunction) {
    const FunctionView view =
        Pictures("def f(b):\n    a = []\n    c = [a]\n    a = c\n    b = a\n").function("app.f");
    EXPECT_EQ(names_of(view.statements[0]), "a=o1 b=o2");
    EXPECT_EQ(names_of(view.statements[1]), "a=o1 b=o2 c=o3");
    EXPECT_EQ(names_of(view.statements[3]), "a=o3 b=o3 c=o3");
}

TEST(Pairs, AreSortedAndStandOnce) {
    const StatementView view = Pictures("def f(b):\n    a = b\n    c = [a]\n").at(3);
    EXPECT_EQ(text_of(view.must), "a b, a c[0], b c[0]");
    EXPECT_EQ(text_of(view.may), "");
}

TEST(Pairs, ReachTwoSteps) {
    const StatementView view = Pictures("def f(a):\n    x = [[[a]]]\n").at(2);
    EXPECT_EQ(text_of(view.must), "") << "x[0][0][0] is three steps away";
    EXPECT_EQ(text_of(Pictures("def f(a):\n    x = [[a]]\n").at(2).must), "a x[0][0]");
}

TEST(Pairs, KnowCopiesOfAnItemThatIsOneOfMany) {
    const StatementView view = Pictures("def f(rows):\n    for r in rows:\n        x = r\n").at(3);
    EXPECT_EQ(text_of(view.must), "r x");
    EXPECT_EQ(text_of(view.may), "r rows[*], rows[*] x");
}

TEST(Pairs, FollowPlacesOfOneObject) {
    const StatementView view = Pictures("def f(a, b, c):\n    x = [a if c else b]\n    y = x\n").at(3);
    EXPECT_EQ(text_of(view.must), "x y, x[0] y[0]");
}

TEST(Pairs, HoldNoImmutables) {
    EXPECT_EQ(text_of(Pictures("def f():\n    a = (1, 2)\n    b = a\n    c = 'x'\n    d = c\n").at(5).must),
              "");
}

TEST(Pairs, OfAnythingAreAllPossible) {
    const StatementView view = Pictures("def f(g, a):\n    x = g()\n    y = []\n", heap::Policy::sound).at(3);
    EXPECT_NE(text_of(view.may).find("a x"), std::string::npos);
    EXPECT_NE(text_of(view.may).find("x y"), std::string::npos);
}

TEST(Pairs, StopAtTheLimitAndSaySo) {
    std::string text = "def f(a):\n";
    for (int at = 0; at < 10; ++at) text += "    x" + std::to_string(at) + " = a\n";
    const StatementView whole = Pictures(text).at(11);
    const StatementView cut = Pictures(text).at(11, {.paths = 5});
    EXPECT_EQ(whole.must.size(), 55U);
    EXPECT_EQ(cut.must.size(), 10U);
    EXPECT_TRUE(whole.assumptions.empty());
    EXPECT_EQ(cut.assumptions, std::vector<std::string_view>{"limit"});
}

TEST(Pairs, AreAllPossibleWhereTheAnalysisGaveUp) {
    heap::Limits limits;
    limits.work_per_instruction = 0;
    const Pictures pictures("def f(a, b):\n    c = a\n    while b:\n        c = b\n", heap::Policy::report,
                            limits);
    const StatementView view = pictures.at(4);
    EXPECT_TRUE(view.reachable);
    EXPECT_EQ(text_of(view.must), "");
    EXPECT_EQ(text_of(view.may), "a b, a c, b c");
    EXPECT_EQ(view.assumptions, std::vector<std::string_view>{"limit"});
}

TEST(Changes, NameWhatTheStatementChanges) {
    const Pictures pictures(
        "def f(a, c):\n    x = [a]\n    x.append(c)\n    y = x.append(c) if c else 1\n    a.b = c\n");
    EXPECT_TRUE(pictures.at(2).changes.empty());
    const StatementView append = pictures.at(3);
    EXPECT_EQ(append.changes, std::vector<ObjectNumber>{object_of(append, "x").number});
    EXPECT_EQ(append.must_change, append.changes);
    const StatementView maybe = pictures.at(4);
    EXPECT_EQ(maybe.changes, append.changes);
    EXPECT_TRUE(maybe.must_change.empty());
    const StatementView attribute = pictures.at(5);
    EXPECT_EQ(attribute.changes, std::vector<ObjectNumber>{object_of(attribute, "a").number});
}

TEST(Changes, BelongToTheInnermostStatement) {
    const Pictures pictures(
        "def f(a, x):\n    if a:\n        x.append(1)\n    for a.b in x:\n        pass\n");
    EXPECT_TRUE(pictures.at(2).changes.empty());
    EXPECT_FALSE(pictures.at(3).changes.empty());
    EXPECT_FALSE(pictures.at(4).changes.empty());
}

TEST(Changes, MayBeOfAnythingKnownOutsideInTheSoundPolicy) {
    const StatementView view = Pictures("def f(g, a):\n    x = []\n    g()\n", heap::Policy::sound).at(3);
    const auto changes = [&](std::string_view name) {
        return std::ranges::binary_search(view.changes, object_of(view, name).number);
    };
    EXPECT_TRUE(changes("a"));
    EXPECT_FALSE(changes("x"));
}

TEST(Comparisons, StandWithTheirStatement) {
    const StatementView view = Pictures("def f(a, b):\n    return a is b and a is not None\n").at(2);
    ASSERT_EQ(view.comparisons.size(), 2U);
    EXPECT_EQ(view.comparisons[0].begin.column, 12U);
    EXPECT_EQ(view.comparisons[0].end.column, 18U);
    EXPECT_EQ(view.comparisons[0].verdict, "meaningful");
}

TEST(Comparisons, SayWhatTheExpressionAnswers) {
    const StatementView view =
        Pictures("def f():\n    a = []\n    b = a\n    return (a is b, a is not b, a is [])\n").at(4);
    ASSERT_EQ(view.comparisons.size(), 3U);
    EXPECT_EQ(view.comparisons[0].verdict, "true");
    EXPECT_EQ(view.comparisons[1].verdict, "false");
    EXPECT_EQ(view.comparisons[2].verdict, "false");
}

}  // namespace
}  // namespace doppelint::views
