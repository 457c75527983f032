#include "program/dominators.h"

#include <string>

#include "programs.h"

namespace doppelint::program {
namespace {

// A function of blocks that do nothing but lead to others: "1 2|3|3|" is a diamond.
Module graph(std::string_view successors) {
    std::string body;
    std::uint32_t block = 0;
    while (!successors.empty()) {
        const std::size_t end = successors.find('|');
        std::string targets(successors.substr(0, end));
        for (char& it : targets) it = it == ' ' ? ',' : it;
        body += "  block " + std::to_string(block++) + "\n    unreachable";
        body += targets.empty() ? "\n" : " to " + targets + "\n";
        successors.remove_prefix(end == std::string_view::npos ? successors.size() : end + 1);
    }
    return read(with_body(body));
}

// The immediate dominators, by block; `-` for none.
std::string tree_of(const Module& module) {
    const Flow flow(module, module.functions[0]);
    const Dominators dominators(flow);
    std::string out;
    for (std::uint32_t it = 0; it < flow.block_count(); ++it) {
        const BlockId above = dominators.immediate(BlockId{it});
        out += above ? std::to_string(above.index()) : "-";
    }
    return out;
}

TEST(Dominators, of_a_line) {
    EXPECT_EQ(tree_of(graph("1|2||")), "-01");
}
TEST(Dominators, of_a_diamond) {
    EXPECT_EQ(tree_of(graph("1 2|3|3||")), "-000");
}
TEST(Dominators, of_a_loop) {
    EXPECT_EQ(tree_of(graph("1|2 3|1||")), "-011");
}
TEST(Dominators, of_a_loop_with_two_entries) {
    EXPECT_EQ(tree_of(graph("1 2|3|4|4|3 5||")), "-00004");
}
TEST(Dominators, of_nested_loops) {
    EXPECT_EQ(tree_of(graph("1|2|3 5|4|2 1||")), "-01232");
}
TEST(Dominators, of_what_cannot_be_reached) {
    EXPECT_EQ(tree_of(graph("1||1 3||")), "-0--");
}
TEST(Dominators, of_the_example_of_lengauer_and_tarjan) {
    // R A B C D E F G H I J K L
    EXPECT_EQ(tree_of(graph("1 2 3|4|1 4 5|6 7|12|8|9|9 10|5 11|11|9|0 9|8|")), "-000003300704");
}

TEST(Dominators, answer_for_every_pair) {
    const Module module = graph("1|2 3|4|4|1 5||");
    const Dominators dominators(Flow(module, module.functions[0]));
    const auto dominates = [&](std::uint32_t above, std::uint32_t below) {
        return dominators.dominates(BlockId{above}, BlockId{below});
    };
    EXPECT_TRUE(dominates(0, 5));
    EXPECT_TRUE(dominates(1, 4));
    EXPECT_TRUE(dominates(4, 4));
    EXPECT_TRUE(dominates(4, 5));
    EXPECT_FALSE(dominates(2, 4));
    EXPECT_FALSE(dominates(4, 1));
    EXPECT_FALSE(dominates(2, 3));
}

TEST(Dominators, everything_dominates_what_cannot_be_reached) {
    const Module module = graph("1|||");
    const Dominators dominators(Flow(module, module.functions[0]));
    EXPECT_TRUE(dominators.dominates(BlockId{1}, BlockId{2}));
    EXPECT_FALSE(dominators.dominates(BlockId{2}, BlockId{1}));
}

TEST(Flow, goes_to_a_handler_from_blocks_that_may_raise) {
    const Module module = read(with_body(R"(
  block 0 handler 2
    %x = load_global x
    jump to 1
  block 1 from 0 handler 2
    return_value %x
  block 2 from 0
    %e = caught
    reraise %e
)"));
    const Flow flow(module, module.functions[0]);
    EXPECT_EQ(flow.successors(BlockId{0}).size(), 2U);
    EXPECT_EQ(flow.successors(BlockId{0})[1], BlockId{2});
    EXPECT_TRUE(flow.successors(BlockId{1}).empty());
    EXPECT_EQ(flow.reachable(), std::vector<bool>(3, true));
}

// Many blocks that all lead to one handler, in a long line: the walk up the tree must not begin anew each
// time.
TEST(Dominators, take_about_as_long_as_the_graph_is_large) {
    constexpr std::uint32_t kBlocks = 200'000;
    std::string body;
    for (std::uint32_t it = 0; it < kBlocks; ++it) {
        body += "  block " + std::to_string(it) + " handler end\n    %" + std::to_string(it) +
                " = load_global x\n    jump to " + (it + 1 < kBlocks ? std::to_string(it + 1) : "end") + "\n";
    }
    const Module module = read(with_body(body + "  block end\n    unreachable\n"));
    const Dominators dominators(Flow(module, module.functions[0]));
    EXPECT_EQ(dominators.immediate(BlockId{kBlocks}), BlockId{0});
    EXPECT_TRUE(dominators.dominates(BlockId{5}, BlockId{kBlocks - 1}));
}

}  // namespace
}  // namespace doppelint::program
