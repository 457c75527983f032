#include "programs.h"

namespace doppelint::program {
namespace {

constexpr std::string_view kSound = R"(
  block 0
    %x = load_global x
    jump to 1
  block 1 from 0, 2 handler 4 loop
    %p = phi %x, %q
    %c = call %p()
    branch %c to 2, 3
  block 2 from 1
    %q = assume truthy %p, %c
    jump to 1
  block 3 from 1
    return_value %p
  block 4 from 1
    %h = phi %p
    %e = caught
    reraise %e
)";

TEST(Verify, finds_nothing_in_a_sound_program) {
    EXPECT_EQ(problems_of(with_body(kSound)), std::vector<std::string>{});
}

TEST(Verify, names_function_block_and_instruction) {
    const auto told = problems_of(with_body("  block 0\n    %a = bind x %a\n    return_value %a\n"));
    ASSERT_EQ(told.size(), 1U);
    EXPECT_EQ(told[0], "function 0 <module>, `%0 = bind x %0` at 0: %0 is not made on every way to its use");
}

struct Broken {
    std::string_view what;
    std::string_view body;
    std::string_view sentence;
};

void PrintTo(const Broken& it, std::ostream* out) {
    *out << it.what;
}

class VerifyFlow : public testing::TestWithParam<Broken> {};

TEST_P(VerifyFlow, tells) {
    const auto told = problems_of(with_body(GetParam().body));
    EXPECT_TRUE(tells(told, GetParam().sentence));
    EXPECT_EQ(told.size(), 1U) << "it breaks exactly one promise";
}

INSTANTIATE_TEST_SUITE_P(
    Blocks, VerifyFlow,
    testing::Values(Broken{"an empty block", "  block 0\n", "block 0: it is empty"},
                    Broken{"no end",
                           R"(
  block 0
    %x = load_global x
)",
                           "its last instruction does not end it"},
                    Broken{"two ends",
                           R"(
  block 0
    %x = load_global x
    return_value %x
    return_value %x
)",
                           "it goes on behind its end"},
                    Broken{"a late phi",
                           R"(
  block 0
    %x = load_global x
    jump to 1
  block 1 from 0
    %y = bind y %x
    %p = phi %x
    return_value %y
)",
                           "a phi stands behind another instruction"},
                    Broken{"a phi with an operand too many",
                           R"(
  block 0
    %x = load_global x
    jump to 1
  block 1 from 0
    %p = phi %x, %x
    return_value %p
)",
                           "a phi has not one operand per predecessor"},
                    Broken{"a branch with one successor",
                           R"(
  block 0
    %x = load_global x
    branch %x to 1
  block 1 from 0
    return_value %x
)",
                           "its end has another number of successors"},
                    Broken{"a select without successors",
                           R"(
  block 0
    %x = load_global x
    select %x
)",
                           "its end has another number of successors"},
                    Broken{"an entry with predecessors",
                           R"(
  block 0 from 0 loop
    jump to 0
)",
                           "block 0: the entry has predecessors"},
                    Broken{"a predecessor too many",
                           R"(
  block 0
    %x = load_global x
    jump to 1
  block 1 from 0, 0
    return_value %x
)",
                           "its predecessors are not the blocks that lead here"},
                    Broken{"a missing predecessor",
                           R"(
  block 0
    %x = load_global x
    branch %x to 1, 1
  block 1 from 0
    return_value %x
)",
                           "its predecessors are not the blocks that lead here"},
                    Broken{"an exception from a block that raises none",
                           R"(
  block 0 handler 1
    %x = constant 1
    return_value %x
  block 1 from 0 dead
    %e = caught
    reraise %e
)",
                           "its predecessors are not the blocks that lead here"},
                    Broken{"a missing exception",
                           R"(
  block 0 handler 1
    %x = load_global x
    return_value %x
  block 1
    %e = caught
    reraise %e
)",
                           "block 1: its predecessors are not the blocks that lead here"},
                    Broken{"an ordinary way into a handler",
                           R"(
  block 0 handler 1
    %x = load_global x
    jump to 1
  block 1 from 0, 0
    return_value %x
)",
                           "control comes to a handler without an exception"},
                    Broken{"an exception caught where none comes from",
                           R"(
  block 0
    jump to 1
  block 1 from 0
    %e = caught
    reraise %e
)",
                           "an exception is caught outside a handler"},
                    Broken{"a dead block that is not marked",
                           R"(
  block 0
    unreachable
  block 1
    unreachable
)",
                           "block 1: its flag does not say whether control gets here"},
                    Broken{"a live block that is marked as dead",
                           R"(
  block 0 handler 1
    %x = load_global x
    return_value %x
  block 1 from 0 dead
    unreachable
)",
                           "block 1: its flag does not say whether control gets here"},
                    Broken{"a loop without a header",
                           R"(
  block 0
    jump to 1
  block 1 from 0, 1
    jump to 1
)",
                           "block 1: control comes back to it, and it is no loop header"}));

INSTANTIATE_TEST_SUITE_P(
    Values, VerifyFlow,
    testing::Values(Broken{"a use before its value in one block",
                           R"(
  block 0
    %y = bind y %x
    %x = load_global x
    return_value %y
)",
                           "%1 is not made on every way to its use"},
                    Broken{"a value of one branch used behind both",
                           R"(
  block 0
    %x = load_global x
    branch %x to 1, 2
  block 1 from 0
    %y = load_global y
    jump to 3
  block 2 from 0
    jump to 3
  block 3 from 1, 2
    return_value %y
)",
                           "`return_value %2` at 5: %2 is not made on every way to its use"},
                    Broken{"a phi whose operand comes from another way",
                           R"(
  block 0
    %x = load_global x
    branch %x to 1, 2
  block 1 from 0
    %y = load_global y
    jump to 3
  block 2 from 0
    jump to 3
  block 3 from 1, 2
    %p = phi %x, %y
    return_value %p
)",
                           "%2 is not there where control leaves block 2"},
                    Broken{"a handler's phi that knows what the raising block did",
                           R"(
  block 0
    %x = load_global x
    jump to 1
  block 1 from 0 handler 2
    %y = bind y %x
    %z = call %y()
    return_value %z
  block 2 from 1
    %p = phi %y
    %e = caught
    reraise %e
)",
                           "%2 is not there where control leaves block 1"},
                    Broken{"a cell that is none",
                           R"(
  block 0
    %x = load_global x
    %y = load_cell y %x
    return_value %y
)",
                           "its operand is no cell"},
                    Broken{"a cell from a phi",
                           R"(
  block 0
    %c = make_cell x none
    jump to 1
  block 1 from 0
    %p = phi %c
    store_cell x %p, %c
    return_value %c
)",
                           "its operand is no cell"}));

TEST(Verify, allows_a_phi_of_the_raising_block_in_its_handler) {
    EXPECT_EQ(problems_of(with_body(R"(
  block 0
    %x = load_global x
    jump to 1
  block 1 from 0 handler 2
    %p = phi %x
    %z = call %p()
    return_value %z
  block 2 from 1
    %q = phi %p
    reraise %q
)")),
              std::vector<std::string>{});
}

TEST(Verify, asks_nothing_of_values_in_dead_blocks) {
    EXPECT_EQ(problems_of(with_body(R"(
  block 0
    unreachable
  block 1 from 2 dead
    %x = bind x %y
    jump to 2
  block 2 from 1 loop dead
    %y = bind y %x
    jump to 1
)")),
              std::vector<std::string>{});
}

TEST(Verify, is_about_as_slow_as_the_module_is_large) {
    constexpr std::uint32_t kBlocks = 50'000;
    std::string body = "  block 0 handler end\n    %0 = load_global x\n    jump to 1\n";
    std::string sources = "0";
    for (std::uint32_t it = 1; it < kBlocks; ++it) {
        const std::string name = std::to_string(it);
        const std::string before = std::to_string(it - 1);
        const std::string next = it + 1 < kBlocks ? std::to_string(it + 1) : "last";
        body.append("  block ").append(name).append(" from ").append(before).append(" handler end\n");
        body.append("    %").append(name).append(" = read_checked x %").append(before).append("\n");
        body.append("    jump to ").append(next).append("\n");
        sources += ", " + name;
    }
    body += "  block last from " + std::to_string(kBlocks - 1) + "\n    return_value %0\n";
    body += "  block end from " + sources + "\n    unreachable\n";
    EXPECT_EQ(problems_of(with_body(body)), std::vector<std::string>{});
}

}  // namespace
}  // namespace doppelint::program
