#include "project/function_names.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "lowering/lower.h"
#include "syntax/parser.h"

namespace doppelint::project {
namespace {

using Names = std::vector<std::string>;

Names names_in(std::string_view text) {
    const syntax::Tree tree = syntax::Parser().parse(text);
    return function_names(lowering::lower(tree, {}), "pkg.mod");
}

TEST(FunctionNames, NamesTheBodyLikeTheModule) {
    EXPECT_EQ(names_in("x = 1\n"), (Names{"pkg.mod"}));
}

TEST(FunctionNames, LeadThroughFunctionsAndClasses) {
    EXPECT_EQ(names_in("def f():\n    def g(): pass\nclass C:\n    def m(self): pass\n"),
              (Names{"pkg.mod", "pkg.mod.f", "pkg.mod.f.g", "pkg.mod.C", "pkg.mod.C.m"}));
}

TEST(FunctionNames, NumberWhatHasNoNameWithinItsScope) {
    EXPECT_EQ(names_in("a = lambda: lambda: 0\nb = lambda: 1\nc = (i for i in a)\ndef f(): return [lambda: i "
                       "for i in a]\n"),
              (Names{"pkg.mod", "pkg.mod.<lambda1>", "pkg.mod.<lambda1>.<lambda1>", "pkg.mod.<lambda2>",
                     "pkg.mod.<genexpr1>", "pkg.mod.f", "pkg.mod.f.<lambda1>"}));
}

TEST(FunctionNames, TellApartWhatIsDefinedAgain) {
    EXPECT_EQ(names_in("def f(): pass\ndef f(): pass\nclass f:\n    def m(self): pass\n"),
              (Names{"pkg.mod", "pkg.mod.f", "pkg.mod.f#2", "pkg.mod.f#3", "pkg.mod.f#3.m"}));
}

TEST(FunctionNames, DoNotGrowWithTheDepth) {
    std::string text = "a = ";
    for (int depth = 0; depth < 3'000; ++depth) text += "lambda: ";
    Names names = names_in(text + "0\n");
    EXPECT_EQ(names.size(), 3'001U);
    for (const std::string& it : names) EXPECT_LT(it.size(), 1'100U);
    std::ranges::sort(names);
    EXPECT_EQ(std::ranges::adjacent_find(names), names.end());
}

}  // namespace
}  // namespace doppelint::project
