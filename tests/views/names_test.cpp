// Which names a picture shows, and what they stand for.
#include <gtest/gtest.h>

#include "pictures.h"

namespace doppelint::views {
namespace {

TEST(Names, OutliveTheirLastUse) {
    const Pictures pictures("def f(a, c):\n    if c:\n        b = a\n    else:\n        b = a\n    d = 1\n");
    EXPECT_EQ(names_of(pictures.at(6)), "a=o1 b=o1 c=o2 d=o3");
}

TEST(Names, ThatMayBeUnboundSaySo) {
    const Pictures pictures("def f(a, c):\n    if c:\n        b = a\n    d = 1\n    del d\n");
    const StatementView view = pictures.at(4);
    EXPECT_EQ(names_of(view), "a=o1 b=o1|o3 c=o2 d=o4");
    EXPECT_EQ(view.objects[2].type, "unbound");
    EXPECT_EQ(names_of(pictures.at(5)), "a=o1 b=o1|o3 c=o2");
}

TEST(Names, OfComprehensionsAreLeftOut) {
    const Pictures pictures("def f(a):\n    b = [(y := x) for x in a]\n    return b\n");
    EXPECT_NE(names_of(pictures.at(2)).find("y="), std::string::npos);
    EXPECT_EQ(names_of(pictures.at(2)).find("x="), std::string::npos);
}

TEST(Names, OfAttributesAreThoseThatTheFunctionTouches) {
    const Pictures pictures("def f(self, a):\n    self.items = a\n    a.run()\n    return self.rows\n");
    EXPECT_EQ(names_of(pictures.at(4)), "a=o1 self=o2 self.items=o1 self.rows=o3");
}

TEST(Names, OfGlobalsAreThoseThatAreUsed) {
    const Pictures pictures("A = []\nB = []\ndef f():\n    return A, len(A)\n");
    EXPECT_EQ(names_of(pictures.at(4)), "A=o1");
    EXPECT_EQ(object_of(pictures.at(4), "A").symbolic, "A");
    EXPECT_EQ(names_of(pictures.at(1)), "A=o1");
}

TEST(Names, OfCapturedVariablesShowWhatIsInTheCell) {
    const Pictures pictures(
        "def f(a):\n    x = a\n    def g(b):\n        nonlocal x\n        x = b\n        return a\n    "
        "return g\n");
    EXPECT_EQ(names_of(pictures.at(2)), "a=o1 x=o1");
    EXPECT_EQ(names_of(pictures.at(5)), "a=o1 b=o2 x=o2");
}

TEST(Names, OfACapturedParameterAreOne) {
    const Pictures pictures(
        "def f(a):\n    a = []\n    def g():\n        nonlocal a\n        a = 1\n    return g\n");
    EXPECT_EQ(object_of(pictures.at(2), "a").kind, "list");
}

TEST(Names, OfAClassBodyAreItsOwn) {
    const Pictures pictures("A = []\nclass C:\n    b = A\n    c = b\n");
    const StatementView view = pictures.at(4);
    EXPECT_EQ(names_of(view), "A=o1 b=o1 c=o1");
}

TEST(Names, InALoopAreJoinedOverItsTurns) {
    const Pictures pictures("def f(n):\n    x = None\n    while n:\n        x = []\n    return x\n");
    const StatementView view = pictures.at(3);
    ASSERT_EQ(view.names.size(), 2U);
    EXPECT_EQ(view.names[1].objects.size(), 2U);
}

}  // namespace
}  // namespace doppelint::views
