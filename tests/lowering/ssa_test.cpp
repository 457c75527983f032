#include "lowering/ssa.h"

#include <cstdint>
#include <vector>

#include <gtest/gtest.h>

namespace doppelint::lowering {
namespace {

constexpr VariableId kX{0};
constexpr VariableId kY{1};
constexpr ValueId kOne{1};
constexpr ValueId kTwo{2};

/// A graph that is built edge by edge; blocks count from 0, the entry.
class Graph {
  public:
    explicit Graph(std::uint32_t blocks) {
        ssa.clear();
        for (std::uint32_t at = 0; at < blocks; ++at) static_cast<void>(ssa.add_block());
    }

    Graph& edge(std::uint32_t from, std::uint32_t to, EdgeKind kind = EdgeKind::normal) {
        ssa.add_edge(BlockId{from}, BlockId{to}, kind);
        return *this;
    }
    Graph& seal(std::uint32_t block) {
        ssa.seal(BlockId{block});
        return *this;
    }
    Graph& write(VariableId variable, std::uint32_t block, ValueId value) {
        ssa.write(variable, BlockId{block}, value);
        return *this;
    }
    ValueId read(VariableId variable, std::uint32_t block) { return ssa.read(variable, BlockId{block}); }

    /// The values that the φ of `value` merges, once all is built.
    std::vector<ValueId> merged(ValueId value) {
        const ValueId phi = ssa.resolve(value);
        EXPECT_TRUE(Ssa::is_phi(phi));
        if (!Ssa::is_phi(phi)) return {};
        std::vector<ValueId> found;
        for (const ValueId it : ssa.phis()[Ssa::phi_index(phi)].operands) found.push_back(ssa.resolve(it));
        return found;
    }

    Ssa ssa;
};

using Values = std::vector<ValueId>;

TEST(Ssa, in_a_straight_line_knows_the_last_value) {
    Graph it(2);
    it.seal(0).write(kX, 0, kOne).edge(0, 1).seal(1);
    EXPECT_EQ(it.read(kX, 1), kOne);
    it.write(kX, 1, kTwo);
    EXPECT_EQ(it.read(kX, 1), kTwo);
    EXPECT_EQ(it.read(kX, 0), kOne);
}

TEST(Ssa, tells_when_nothing_has_bound_a_variable) {
    Graph it(2);
    it.seal(0).write(kX, 0, kOne).edge(0, 1).seal(1);
    const ValueId value = it.read(kY, 1);
    ASSERT_TRUE(Ssa::is_unbound(value));
    EXPECT_EQ(Ssa::unbound_variable(value), kY);
    EXPECT_FALSE(Ssa::is_unbound(it.read(kX, 1)));
}

TEST(Ssa, merges_the_values_of_if_and_else_in_the_order_of_the_edges) {
    Graph it(4);
    it.seal(0).edge(0, 1).edge(0, 2).seal(1).seal(2);
    it.write(kX, 1, kOne).write(kX, 2, kTwo).edge(2, 3).edge(1, 3).seal(3);
    const ValueId value = it.read(kX, 3);
    it.ssa.finish();
    EXPECT_EQ(it.merged(value), (Values{kTwo, kOne}));
}

TEST(Ssa, merges_nothing_where_both_ways_agree) {
    Graph it(4);
    it.seal(0).write(kX, 0, kOne).edge(0, 1).edge(0, 2).seal(1).seal(2).edge(1, 3).edge(2, 3).seal(3);
    EXPECT_EQ(it.ssa.resolve(it.read(kX, 3)), kOne);
}

TEST(Ssa, merges_a_value_with_being_unbound) {
    Graph it(3);
    it.seal(0).edge(0, 1).seal(1).write(kX, 1, kOne).edge(0, 2).edge(1, 2).seal(2);
    const ValueId value = it.read(kX, 2);
    it.ssa.finish();
    const Values values = it.merged(value);
    ASSERT_EQ(values.size(), 2U);
    EXPECT_TRUE(Ssa::is_unbound(values[0]));
    EXPECT_EQ(values[1], kOne);
}

TEST(Ssa, merges_what_a_loop_brings_back) {
    Graph it(3);
    it.seal(0).write(kX, 0, kOne).edge(0, 1);
    const ValueId value = it.read(kX, 1);
    it.edge(1, 2).seal(2).write(kX, 2, kTwo).edge(2, 1).seal(1);
    it.ssa.finish();
    EXPECT_EQ(it.merged(value), (Values{kOne, kTwo}));
}

TEST(Ssa, merges_nothing_in_a_loop_that_changes_nothing) {
    Graph it(3);
    it.seal(0).write(kX, 0, kOne).edge(0, 1);
    const ValueId value = it.read(kX, 1);
    EXPECT_TRUE(Ssa::is_phi(value)) << "the loop's end is not known yet";
    it.edge(1, 2).seal(2).edge(2, 1).seal(1);
    it.ssa.finish();
    EXPECT_EQ(it.ssa.resolve(value), kOne);
}

TEST(Ssa, merges_nothing_in_nested_loops_that_change_nothing) {
    Graph it(4);
    it.seal(0).write(kX, 0, kOne).edge(0, 1);
    const ValueId outer = it.read(kX, 1);
    it.edge(1, 2);
    const ValueId inner = it.read(kX, 2);
    it.edge(2, 3).seal(3).edge(3, 2).seal(2).edge(2, 1).seal(1);
    it.ssa.finish();
    EXPECT_EQ(it.ssa.resolve(outer), kOne);
    EXPECT_EQ(it.ssa.resolve(inner), kOne);
}

TEST(Ssa, merges_in_both_headers_what_an_inner_loop_changes) {
    Graph it(4);
    it.seal(0).write(kX, 0, kOne).edge(0, 1);
    const ValueId outer = it.read(kX, 1);
    it.edge(1, 2);
    const ValueId inner = it.read(kX, 2);
    it.edge(2, 3).seal(3).write(kX, 3, kTwo).edge(3, 2).seal(2).edge(2, 1).seal(1);
    it.ssa.finish();
    EXPECT_EQ(it.merged(outer), (Values{kOne, inner}));
    EXPECT_EQ(it.merged(inner), (Values{outer, kTwo}));
}

TEST(Ssa, keeps_variables_apart) {
    Graph it(3);
    it.seal(0).write(kX, 0, kOne).write(kY, 0, kOne).edge(0, 1);
    const ValueId x = it.read(kX, 1);
    const ValueId y = it.read(kY, 1);
    it.edge(1, 2).seal(2).write(kX, 2, kTwo).edge(2, 1).seal(1);
    it.ssa.finish();
    EXPECT_TRUE(Ssa::is_phi(it.ssa.resolve(x)));
    EXPECT_EQ(it.ssa.resolve(y), kOne);
}

TEST(Ssa, carries_the_values_at_the_entry_of_a_block_to_its_handler) {
    Graph it(3);
    it.seal(0).write(kX, 0, kOne).edge(0, 1).seal(1);
    it.write(kX, 1, kTwo).edge(1, 2, EdgeKind::exceptional).seal(2);
    EXPECT_EQ(it.read(kX, 2), kOne);
    EXPECT_EQ(it.read(kX, 1), kTwo);
}

TEST(Ssa, merges_in_a_handler_what_each_protected_block_began_with) {
    Graph it(4);
    it.seal(0).write(kX, 0, kOne).edge(0, 1).seal(1).edge(1, 3, EdgeKind::exceptional);
    it.write(kX, 1, kTwo).edge(1, 2).seal(2).edge(2, 3, EdgeKind::exceptional).seal(3);
    const ValueId value = it.read(kX, 3);
    it.ssa.finish();
    EXPECT_EQ(it.merged(value), (Values{kOne, kTwo}));
}

TEST(Ssa, lets_unreached_code_decide_nothing) {
    Graph it(4);
    it.seal(0).write(kX, 0, kOne).edge(0, 1).seal(1);
    it.seal(2).edge(1, 3).edge(2, 3).seal(3);  // nothing leads to 2
    const ValueId value = it.read(kX, 3);
    it.ssa.finish();
    EXPECT_EQ(it.ssa.resolve(value), kOne);
}

TEST(Ssa, follows_a_chain_of_any_length) {
    constexpr std::uint32_t kLong = 100'000;
    Graph it(kLong);
    it.seal(0).write(kX, 0, kOne);
    for (std::uint32_t at = 1; at < kLong; ++at) it.edge(at - 1, at).seal(at);
    EXPECT_EQ(it.read(kX, kLong - 1), kOne);
}

TEST(Ssa, follows_a_chain_of_ifs_of_any_length) {
    constexpr std::uint32_t kLong = 100'000;
    Graph it(kLong * 2 + 1);
    it.seal(0).write(kX, 0, kOne);
    for (std::uint32_t at = 0; at < kLong; ++at) {
        const std::uint32_t top = at * 2;
        it.edge(top, top + 1).seal(top + 1).edge(top, top + 2).edge(top + 1, top + 2).seal(top + 2);
    }
    const ValueId value = it.read(kX, kLong * 2);
    it.ssa.finish();
    EXPECT_EQ(it.ssa.resolve(value), kOne);
}

TEST(Ssa, follows_loops_in_a_row) {
    constexpr std::uint32_t kMany = 20'000;
    Graph it(kMany + 1);
    it.seal(0).write(kX, 0, kOne);
    for (std::uint32_t at = 1; at <= kMany; ++at) {
        it.edge(at - 1, at);
        static_cast<void>(it.read(kX, at));
        it.edge(at, at).seal(at);
    }
    const ValueId value = it.read(kX, kMany);
    it.ssa.finish();
    EXPECT_EQ(it.ssa.resolve(value), kOne);
}

TEST(Ssa, follows_loops_in_one_another) {
    constexpr std::uint32_t kMany = 1'000;
    Graph it(kMany + 1);
    it.seal(0).write(kX, 0, kOne);
    for (std::uint32_t at = 1; at <= kMany; ++at) {
        it.edge(at - 1, at);
        static_cast<void>(it.read(kX, at));
    }
    for (std::uint32_t at = kMany; at > 0; --at) it.edge(kMany, at).seal(at);
    const ValueId value = it.read(kX, kMany);
    it.ssa.finish();
    EXPECT_EQ(it.ssa.resolve(value), kOne);
}

TEST(Ssa, begins_anew_when_cleared) {
    Graph it(2);
    it.seal(0).write(kX, 0, kOne);
    EXPECT_EQ(it.read(kX, 0), kOne);
    it.ssa.clear();
    EXPECT_TRUE(it.ssa.phis().empty());
    const BlockId entry = it.ssa.add_block();
    EXPECT_EQ(entry.index(), 0U);
    it.ssa.seal(entry);
    EXPECT_TRUE(Ssa::is_unbound(it.ssa.read(kX, entry)));
}

}  // namespace
}  // namespace doppelint::lowering
