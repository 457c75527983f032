#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <ostream>
#include <string_view>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "session/edits.h"
#include "session/line_edits.h"
#include "session/random_project.h"

namespace doppelint::session {
namespace {

using Names = std::vector<std::string>;

/// Stable names without the folder.
Names bare(const Names& names) {
    Names result;
    for (const std::string& it : names) result.push_back(it.substr(it.find(':') + 1));
    return result;
}

const Texts kShop{
    {"shop/__init__.py", ""},
    {"shop/rows.py",
     "LIMIT = 3\n"
     "SEEN = []\n"
     "\n"
     "def add(rows, row):\n"
     "    rows.append(row)\n"
     "    return rows\n"
     "\n"
     "def first(rows):\n"
     "    return rows[0]\n"
     "\n"
     "def fresh(count=1):\n"
     "    return [count]\n"
     "\n"
     "def apply(action, value):\n"
     "    return action(value)\n"},
    {"shop/base.py",
     "class Base:\n"
     "    kind = 'base'\n"
     "    def __init__(self, items):\n"
     "        self.items = items\n"
     "    def get(self):\n"
     "        return self.items\n"
     "    def label(self):\n"
     "        return self.kind\n"},
    {"shop/cart.py",
     "from shop.base import Base\n"
     "from shop.rows import add, fresh\n"
     "\n"
     "class Cart(Base):\n"
     "    def put(self, item):\n"
     "        return add(self.get(), item)\n"
     "\n"
     "def make():\n"
     "    cart = Cart(fresh())\n"
     "    cart.put(1)\n"
     "    return cart\n"},
    {"shop/pairs.py",
     "def join(left, right):\n"
     "    left.extend(right)\n"
     "    return left\n"
     "\n"
     "def twice(values):\n"
     "    return join(values, values)\n"
     "\n"
     "def total(pairs):\n"
     "    result = []\n"
     "    for one in pairs:\n"
     "        result = join(result, one)\n"
     "    return result\n"
     "\n"
     "def even(n):\n"
     "    return n == 0 or odd(n - 1)\n"
     "\n"
     "def odd(n):\n"
     "    return n != 0 and even(n - 1)\n"
     "\n"
     "def parity(n):\n"
     "    return even(n), odd(n)\n"},
    {"shop/main.py",
     "from shop import cart\n"
     "from shop.rows import apply, first\n"
     "\n"
     "def run():\n"
     "    made = cart.make()\n"
     "    return made.get()\n"
     "\n"
     "def use(values):\n"
     "    return apply(first, values)\n"},
};

TEST(Memory, OfTheSameFilesNothingIsAnalyzedAgain) {
    const Outcome cold = checked(kShop);
    EXPECT_FALSE(cold.memory.analyzed.empty());
    const Outcome again = checked(kShop, cold.memory);
    EXPECT_EQ(bare(again.memory.analyzed), Names{});
    EXPECT_EQ(bare(again.memory.shown_again), Names{});
    EXPECT_EQ(again.findings, cold.findings);
    EXPECT_EQ(again.memory.bytes, cold.memory.bytes);
}

TEST(Memory, FindingsMoveWithTheirFunctions) {
    const std::string function =
        "def collect(row, rows=[]):\n"
        "    rows.append(row)\n"
        "    return rows\n";
    const Outcome first = checked({{"a.py", "x = 1\n" + function}});
    EXPECT_NE(first.findings.find("a.py:3:5"), std::string::npos) << first.findings;

    const Texts moved{{"a.py", "x = 1\n\n# a comment\ny = 2\n" + function}};
    const Outcome after = checked(moved, first.memory);
    EXPECT_NE(after.findings.find("a.py:6:5"), std::string::npos) << after.findings;
    EXPECT_EQ(after.findings, checked(moved).findings);
    EXPECT_EQ(bare(after.memory.analyzed), Names{"a:"});
    EXPECT_EQ(bare(after.memory.shown_again), Names{});

    Texts spaced = moved;
    spaced["a.py"].replace(spaced["a.py"].find("append(row)"), 11, "append( row )");
    const Outcome last = checked(spaced, after.memory);
    EXPECT_EQ(last.findings, checked(spaced).findings);
    EXPECT_EQ(bare(last.memory.analyzed), Names{});
    EXPECT_EQ(bare(last.memory.shown_again), Names{"a:collect"});
}

TEST(Memory, OfAnotherKindOrNotWholeIsNoMemory) {
    Remembered memory = checked(kShop).memory;
    const std::vector<std::byte> whole = memory.bytes;
    memory.bytes.resize(memory.bytes.size() / 2);
    const Outcome cold = checked(kShop, memory);
    EXPECT_EQ(cold.memory.bytes, whole);
    EXPECT_FALSE(cold.memory.analyzed.empty());
}

// Whoever was not asked about a file at first hears what is in it when they ask.
TEST(Memory, TellsOfFilesThatWereOnlyImported) {
    const Texts texts{{"a.py", "import b\n"}, {"b.py", "def f(x, y=[]):\n    y.append(x)\n    return y\n"}};
    const Outcome one = checked(texts, {}, 1, {"a.py"});
    EXPECT_EQ(one.findings, "");
    const Outcome both = checked(texts, one.memory);
    EXPECT_EQ(both.findings, checked(texts).findings);
    EXPECT_NE(both.findings, "");
}

/// One edit of `kShop`, and which functions that makes the check look at again.
struct Edit {
    std::string name;
    std::string file, from, to;  ///< an empty `from`: the file is new; an empty `to` with it: it is deleted
    Names analyzed;
};

Texts edited(Texts texts, const Edit& edit) {
    if (edit.from.empty() && edit.to.empty()) {
        texts.erase(edit.file);
        return texts;
    }
    std::string& text = texts[edit.file];
    if (edit.from.empty()) {
        text = edit.to;
        return texts;
    }
    const std::size_t place = text.find(edit.from);
    EXPECT_NE(place, std::string::npos) << edit.name;
    text.replace(place, edit.from.size(), edit.to);
    return texts;
}

void PrintTo(const Edit& edit, std::ostream* out) {
    *out << edit.name;
}

/// The files that are not the same, both ways.
std::string difference(const Texts& before, const Texts& after) {
    std::string result;
    for (const auto& [name, text] : after) {
        const auto old = before.find(name);
        if (old != before.end() && old->second == text) continue;
        const std::string_view was = old != before.end() ? std::string_view(old->second) : "none\n";
        result += fmt::format("\n==== {0}, before\n{1}==== {0}, after\n{2}", name, was, text);
    }
    return result;
}

class AfterAnEdit : public testing::TestWithParam<Edit> {};

TEST_P(AfterAnEdit, ExactlyWhatItConcernsIsAnalyzedAgain) {
    const Edit& edit = GetParam();
    const Texts after = edited(kShop, edit);
    const Outcome cold = checked(after);
    const Outcome warm = checked(after, checked(kShop).memory);
    EXPECT_EQ(bare(warm.memory.analyzed), edit.analyzed);
    EXPECT_EQ(bare(warm.memory.shown_again), Names{});
    EXPECT_EQ(warm.findings, cold.findings);
    EXPECT_EQ(warm.memory.bytes, cold.memory.bytes);
    // And back again.
    const Outcome back = checked(kShop, warm.memory);
    EXPECT_EQ(back.memory.bytes, checked(kShop).memory.bytes);
}

const Edit kEdits[] = {
    {"MovedLines", "shop/rows.py", "LIMIT = 3\n", "LIMIT = 3\n\n\n# moved\n", {}},
    {"Parentheses", "shop/rows.py", "return rows[0]", "return (rows[0])", {}},
    {"BodyWithTheSameSummary",
     "shop/rows.py",
     "rows.append(row)",
     "rows.insert(0, row)",
     {"shop.cart:Cart.put", "shop.cart:make", "shop.rows:add"}},
    {"BodyThatDoesNothingMore",
     "shop/rows.py",
     "return rows[0]",
     "x = 1\n    return rows[0]",
     {"shop.rows:first"}},
    {"BodyThatDoesLess",
     "shop/rows.py",
     "rows.append(row)",
     "row",
     {"shop.cart:Cart.put", "shop.cart:make", "shop.main:run", "shop.rows:add"}},
    {"ResultIsACopy",
     "shop/rows.py",
     "return rows\n",
     "return list(rows)\n",
     {"shop.cart:Cart.put", "shop.cart:make", "shop.rows:add"}},
    {"NewParameterWithDefault",
     "shop/rows.py",
     "def add(rows, row):",
     "def add(rows, row, more=None):",
     {"shop.cart:Cart.put", "shop.rows:", "shop.rows:add"}},
    {"NewParameterNobodyPasses",
     "shop/rows.py",
     "def fresh(count=1):",
     "def fresh(count=1, *, size=2):",
     {"shop.cart:make", "shop.rows:", "shop.rows:fresh"}},
    {"ChangedDefault", "shop/rows.py", "count=1", "count=2", {"shop.cart:make", "shop.rows:"}},
    {"MutableDefault",
     "shop/rows.py",
     "count=1",
     "count=[]",
     {"shop.cart:make", "shop.main:run", "shop.rows:", "shop.rows:fresh"}},
    {"NewCallerThatPassesAFunction",
     "shop/main.py",
     "def use(values):",
     "def other(values):\n    return apply(len, values)\n\ndef use(values):",
     {"shop.main:", "shop.main:other", "shop.main:use", "shop.rows:apply"}},
    {"NewCallerThatPassesAnotherFunction",
     "shop/main.py",
     "def use(values):",
     "def other(values):\n    return apply(run, values)\n\ndef use(values):",
     {"shop.main:", "shop.main:other", "shop.main:use", "shop.rows:apply"}},
    {"RemovedCaller",
     "shop/main.py",
     "    return apply(first, values)\n",
     "    return values\n",
     {"shop.main:use", "shop.rows:apply"}},
    {"OtherFunctionPassed",
     "shop/main.py",
     "apply(first, values)",
     "apply(run, values)",
     {"shop.main:use", "shop.rows:apply"}},
    {"ClassAttribute",
     "shop/base.py",
     "kind = 'base'",
     "kind = ['base']",
     {"shop.base:", "shop.base:Base", "shop.base:Base.label"}},
    {"ClassAttributeOfTheSameKind", "shop/base.py", "kind = 'base'", "kind = 'other'", {"shop.base:Base"}},
    {"NewMethodInBase",
     "shop/base.py",
     "    def label(self):",
     "    def size(self):\n        return 0\n    def label(self):",
     {"shop.base:", "shop.base:Base", "shop.base:Base.size"}},
    {"Override",
     "shop/cart.py",
     "    def put(self, item):",
     "    def get(self):\n        return list(self.items)\n    def put(self, item):",
     {"shop.cart:", "shop.cart:Cart", "shop.cart:Cart.get", "shop.cart:Cart.put", "shop.cart:make",
      "shop.main:run"}},
    {"NoBaseClass",
     "shop/cart.py",
     "class Cart(Base):",
     "class Cart:",
     {"shop.base:Base.__init__", "shop.base:Base.get", "shop.cart:", "shop.cart:Cart", "shop.cart:Cart.put",
      "shop.cart:make", "shop.main:run", "shop.rows:add"}},
    {"BaseFieldCopied",
     "shop/base.py",
     "self.items = items",
     "self.items = list(items)",
     {"shop.base:Base.__init__", "shop.cart:make"}},
    {"ImportCycle", "shop/rows.py", "LIMIT = 3\n", "import shop.cart\nLIMIT = 3\n", {"shop.rows:"}},
    {"CallCycle",
     "shop/rows.py",
     "    return [count]\n",
     "    from shop.cart import make\n    make()\n    return [count]\n",
     {"shop.cart:make", "shop.main:run", "shop.rows:fresh"}},
    {"NewModuleNobodyImports",
     "shop/extra.py",
     "",
     "def lonely():\n    return []\n",
     {"shop.extra:", "shop.extra:lonely"}},
    {"NewModuleThatCalls",
     "shop/extra.py",
     "",
     "from shop.rows import add\n\ndef more(rows):\n    return add(rows, 2)\n",
     {"shop.cart:Cart.put", "shop.cart:make", "shop.extra:", "shop.extra:more", "shop.main:run",
      "shop.rows:add"}},
    {"NewSubclass",
     "shop/extra.py",
     "",
     "from shop.base import Base\n\nclass More(Base):\n    def get(self):\n        return []\n",
     {"shop.extra:", "shop.extra:More", "shop.extra:More.get"}},
    {"DeletedModule",
     "shop/cart.py",
     "",
     "",
     {"shop.base:Base.__init__", "shop.base:Base.get", "shop.main:", "shop.main:run", "shop.rows:add"}},
    {"Decorator",
     "shop/rows.py",
     "def fresh(",
     "from functools import cache\n@cache\ndef fresh(",
     {"shop.cart:", "shop.cart:make", "shop.main:run", "shop.rows:"}},
    {"DecoratorOfTheProject",
     "shop/rows.py",
     "def fresh(",
     "def twice(f):\n    return f\n\n@twice\ndef fresh(",
     {"shop.cart:", "shop.cart:make", "shop.rows:", "shop.rows:twice"}},
    {"GlobalWritten",
     "shop/rows.py",
     "    return rows\n",
     "    SEEN.append(row)\n    return rows\n",
     {"shop.cart:Cart.put", "shop.cart:make", "shop.main:run", "shop.rows:add"}},
    {"GlobalBoundAnew",
     "shop/rows.py",
     "    return rows[0]\n",
     "    global LIMIT\n    LIMIT = 4\n    return rows[0]\n",
     {"shop.main:use", "shop.rows:apply", "shop.rows:first"}},
    {"StaticMethod",
     "shop/base.py",
     "    def label(self):",
     "    @staticmethod\n    def label(self):",
     {"shop.base:", "shop.base:Base", "shop.base:Base.label"}},
    {"Property",
     "shop/base.py",
     "    def get(self):",
     "    @property\n    def get(self):",
     {"shop.base:", "shop.base:Base", "shop.base:Base.get", "shop.cart:Cart.put", "shop.cart:make",
      "shop.main:run", "shop.rows:add"}},
    {"RenamedFunction",
     "shop/rows.py",
     "def first(rows):",
     "def top(rows):",
     {"shop.main:", "shop.main:use", "shop.rows:", "shop.rows:apply", "shop.rows:top"}},
    {"FunctionDefinedAgain",
     "shop/rows.py",
     "def apply(",
     "def first(rows):\n    return list(rows)\n\ndef apply(",
     {"shop.main:", "shop.main:use", "shop.rows:", "shop.rows:apply", "shop.rows:first#2"}},
    {"Annotation",
     "shop/rows.py",
     "def first(rows):",
     "def first(rows: list):",
     {"shop.main:use", "shop.rows:", "shop.rows:apply", "shop.rows:first"}},
    {"AnnotationThatTellsNothing",
     "shop/rows.py",
     "def first(rows):",
     "def first(rows: object):",
     {"shop.rows:", "shop.rows:first"}},
    {"OtherImport",
     "shop/cart.py",
     "from shop.rows import add, fresh",
     "from shop.rows import add, first as fresh",
     {"shop.base:Base.__init__", "shop.base:Base.get", "shop.cart:", "shop.cart:Cart.put", "shop.cart:make",
      "shop.main:run", "shop.rows:add"}},
    {"NameOfTheLibrary",
     "shop/cart.py",
     "from shop.rows import add, fresh",
     "from shop.rows import add\nfrom collections import deque as fresh",
     {"shop.base:Base.__init__", "shop.base:Base.get", "shop.cart:", "shop.cart:Cart.put", "shop.cart:make",
      "shop.main:run", "shop.rows:add"}},
    {"SpecialCallee",
     "shop/pairs.py",
     "left.extend(right)",
     "right.extend(left)",
     {"shop.pairs:join", "shop.pairs:total", "shop.pairs:twice"}},
    {"AliasGone",
     "shop/pairs.py",
     "return join(values, values)",
     "return join(values, list(values))",
     {"shop.pairs:twice"}},
    {"InACircle",
     "shop/pairs.py",
     "return n == 0 or",
     "return n <= 0 or",
     {"shop.pairs:even", "shop.pairs:odd"}},
    {"OutOfTheCircle",
     "shop/pairs.py",
     "n != 0 and even(n - 1)",
     "n % 2 == 1",
     {"shop.pairs:even", "shop.pairs:odd", "shop.pairs:parity"}},
    {"Lambda",
     "shop/main.py",
     "apply(first, values)",
     "apply(lambda it: it, values)",
     {"shop.main:use", "shop.main:use.<lambda1>", "shop.rows:apply"}},
    {"StarImport",
     "shop/main.py",
     "from shop.rows import apply, first",
     "from shop.rows import *",
     {"shop.main:", "shop.main:use"}},
    {"DeletedFunction",
     "shop/rows.py",
     "def first(rows):\n    return rows[0]\n",
     "",
     {"shop.main:", "shop.main:use", "shop.rows:", "shop.rows:apply"}},
    {"NotPython",
     "shop/rows.py",
     "return rows[0]",
     "return rows[[0",
     {"shop.main:use", "shop.rows:apply", "shop.rows:first"}},
    {"ConditionalImport",
     "shop/cart.py",
     "from shop.rows import add, fresh",
     "from shop.rows import add\ntry:\n    from fast import fresh\nexcept ImportError:\n    from shop.rows "
     "import fresh",
     {"shop.cart:", "shop.cart:make"}},
    {"Generator",
     "shop/rows.py",
     "return [count]",
     "yield count",
     {"shop.base:Base.__init__", "shop.base:Base.get", "shop.cart:Cart.put", "shop.cart:make",
      "shop.main:run", "shop.rows:add", "shop.rows:fresh"}},
};

INSTANTIATE_TEST_SUITE_P(Shop, AfterAnEdit, testing::ValuesIn(kEdits),
                         [](const auto& one) { return one.param.name; });

/// How many edits one seed makes; the environment may ask for more.
int edits_per_seed() {
    const char* const more = std::getenv("DOPPELINT_EDITS");
    return more != nullptr ? std::atoi(more) : 200;
}

// Whatever changes, a check that remembers says and leaves what one does that begins anew.
template <class Editor>
void expect_what_cold_checks_give(Editor& editor, int edits) {
    Remembered memory;
    Texts before;
    for (int count = 0; count < edits; ++count) {
        const Texts texts = editor.texts();
        const Outcome cold = checked(texts);
        const Outcome warm = checked(texts, memory, count % 8 == 0 ? 2 : 1);
        const bool same = warm.findings == cold.findings && warm.memory.bytes == cold.memory.bytes;
        ASSERT_TRUE(same) << "edit " << count << difference(before, texts);
        memory = warm.memory;
        before = texts;
        editor.edit();
    }
}

class RandomEdits : public testing::TestWithParam<std::uint32_t> {};

TEST_P(RandomEdits, GiveWhatAColdCheckGives) {
    RandomProject project(GetParam());
    expect_what_cold_checks_give(project, edits_per_seed());
}

// Tests run in the folder of the project.
TEST_P(RandomEdits, OfLinesGiveWhatAColdCheckGives) {
    std::vector<std::filesystem::path> folders;
    for (const auto& it : std::filesystem::directory_iterator("tests/spec")) {
        if (it.is_directory() && it.path().filename().string().front() != '_') folders.push_back(it.path());
    }
    std::ranges::sort(folders);
    LineEdits lines(folders[std::size_t{7} * GetParam() % folders.size()], GetParam());
    expect_what_cold_checks_give(lines, edits_per_seed() / 4);
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomEdits, testing::Range(1U, 17U));

}  // namespace
}  // namespace doppelint::session
