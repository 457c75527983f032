// Which statements there are, where they stand, and which state each shows.
#include <gtest/gtest.h>

#include "pictures.h"

namespace doppelint::views {
namespace {

// "2:5-2:10 …" for the statements of a function.
std::string places_in(const FunctionView& view) {
    std::string text;
    for (const StatementView& it : view.statements) {
        if (!text.empty()) text += " ";
        text += std::to_string(it.begin.line) + ":" + std::to_string(it.begin.column) + "-" +
                std::to_string(it.end.line) + ":" + std::to_string(it.end.column);
    }
    return text;
}

TEST(Statements, StandWhereTheyAreWritten) {
    const Pictures pictures("def f(a):\n    if a: pass\n    elif f: x = 1; y = 2\n    else:\n        pass\n");
    EXPECT_EQ(places_in(pictures.function("app")), "1:1-5:13");
    EXPECT_EQ(places_in(pictures.function("app.f")),
              "2:5-5:13 2:11-2:15 3:5-3:25 3:13-3:18 3:20-3:25 5:9-5:13");
}

TEST(Statements, CountColumnsInCharacters) {
    EXPECT_EQ(places_in(Pictures("'ä'; x = 1\n").function("app")), "1:1-1:4 1:6-1:11");
}

TEST(Statements, BeginADecoratedDefinitionAtItsDef) {
    const Pictures pictures("@a\n@b\ndef f(): pass\n");
    EXPECT_EQ(places_in(pictures.function("app")), "3:1-3:14");
}

TEST(Statements, OfALambdaAreItsBodyAlone) {
    const FunctionView view = Pictures("f = lambda x: [x]\n").function("app.<lambda1>");
    EXPECT_TRUE(view.is_expression);
    ASSERT_EQ(view.statements.size(), 1U);
    EXPECT_TRUE(view.statements[0].reachable);
    EXPECT_EQ(names_of(view.statements[0]), "x=o1");
}

TEST(StatementAt, IsTheLastOfTheLineOrTheNearestBefore) {
    const Pictures pictures("a = []\nb = 1; c = []\n\n# nothing\ndef f(x):\n    y = x\n\n\nz = 1\n");
    EXPECT_EQ(names_of(pictures.at(2)), "a=o1 b=o2 c=o3");
    EXPECT_EQ(names_of(pictures.at(4)), "a=o1 b=o2 c=o3");
    EXPECT_EQ(names_of(pictures.at(6)), "x=o1 y=o1");
    EXPECT_EQ(pictures.at(8).begin.line, 5U) << "behind a function, the module goes on";
    EXPECT_EQ(pictures.at(9).begin.line, 9U);
}

TEST(StatementAt, IsNoneBeforeTheFirst) {
    const Pictures pictures("# nothing\n\nx = 1\n");
    EXPECT_EQ(statement_at(pictures.function("app"), 2), nullptr);
}

TEST(States, OfACompoundStatementAreThoseOnEntryToItsBody) {
    const Pictures pictures(
        "def f(a):\n    if a is None:\n        pass\n    for x in [1]:\n        pass\n    with open(x) as "
        "b:\n        pass\n"
        "    while a:\n        c = 1\n    try:\n        pass\n    finally:\n        pass\n");
    EXPECT_EQ(object_of(pictures.at(4), "x").type, "int");
    EXPECT_NE(names_of(pictures.at(6)).find("b="), std::string::npos);
    EXPECT_TRUE(pictures.at(10).reachable);
    EXPECT_TRUE(pictures.at(13).reachable);
}

TEST(States, OfADefinitionAreThoseAfterIt) {
    const Pictures pictures("def f():\n    pass\nclass C: pass\nimport os\n");
    EXPECT_EQ(object_of(pictures.at(1), "f").kind, "function");
    const StatementView last = pictures.at(4);
    EXPECT_EQ(object_of(last, "C").kind, "class");
    EXPECT_EQ(object_of(last, "os").kind, "module");
}

TEST(States, OfWhatLeavesAreThoseBefore) {
    const Pictures pictures(
        "def f(a):\n    for x in a:\n        if x: break\n        if a: continue\n        raise x\n    "
        "return [a]\n");
    for (std::uint32_t line = 3; line <= 6; ++line) EXPECT_TRUE(pictures.at(line).reachable) << line;
    EXPECT_EQ(names_of(pictures.at(6)).substr(0, 4), "a=o1");
}

TEST(States, OfASilentStatementAreThoseAroundIt) {
    const Pictures pictures("def f(a):\n    '''Says.'''\n    pass\n    x = a\n    global g\n");
    EXPECT_EQ(names_of(pictures.at(2)), "a=o1");
    EXPECT_EQ(names_of(pictures.at(3)), "a=o1");
    EXPECT_EQ(names_of(pictures.at(5)), "a=o1 x=o1");
    EXPECT_EQ(names_of(Pictures("def f(a): pass\n").function("app.f").statements[0]), "a=o1");
}

TEST(States, OfAHandlerThatSaysNothingAreThereToo) {
    const StatementView view =
        Pictures("def f(a):\n    try:\n        x = a[0]\n    except KeyError:\n        pass\n").at(5);
    EXPECT_TRUE(view.reachable);
    EXPECT_EQ(names_of(view).substr(0, 4), "a=o1");
}

TEST(States, OfWhatIsNeverReachedAreNone) {
    const Pictures pictures("def f(a):\n    return a\n    x = a\n    pass\n");
    EXPECT_FALSE(pictures.at(3).reachable);
    EXPECT_FALSE(pictures.at(4).reachable);
    EXPECT_EQ(names_of(pictures.at(3)), "");
}

}  // namespace
}  // namespace doppelint::views
