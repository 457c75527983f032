#include <algorithm>

#include <gtest/gtest.h>

#include "session/edits.h"

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

}  // namespace
}  // namespace doppelint::session
