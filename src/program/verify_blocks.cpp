#include <algorithm>
#include <vector>

#include "program/flow.h"
#include "program/form.h"
#include "program/verification.h"

namespace doppelint::program {
namespace {

class Blocks {
  public:
    Blocks(Verification& verification, FunctionId id)
        : verification_(verification),
          module_(verification.module),
          id_(id),
          function_(module_.function(id)),
          flow_(module_, function_) {}

    void run() {
        const std::vector<bool> reachable = flow_.reachable();
        for (std::uint32_t index = 0; index < function_.block_count; ++index) {
            const BlockId block{index};
            shape(block);
            check(block, this->block(block).reachable == reachable[index],
                  "its flag does not say whether control gets here");
        }
        const bool is_entered = block(BlockId{0}).predecessor_count != 0;
        check(BlockId{0}, !is_entered, "the entry has predecessors");
        predecessors();
    }

  private:
    [[nodiscard]] const Block& block(BlockId id) const { return module_.blocks_of(function_)[id.index()]; }
    void check(BlockId id, bool sound, std::string_view sentence) {
        if (!sound) verification_.report(id_, id, sentence);
    }

    void shape(BlockId id);
    void predecessors();
    void edges_of_handlers();

    Verification& verification_;
    const Module& module_;
    FunctionId id_;
    const Function& function_;
    Flow flow_;
};

void Blocks::shape(BlockId id) {
    const Block& it = block(id);
    if (it.instruction_count == 0) return check(id, false, "it is empty");
    const auto instructions =
        module_.instructions_of(function_).subspan(it.first_instruction, it.instruction_count);
    bool behind_phis = false;
    for (std::size_t at = 0; at < instructions.size(); ++at) {
        const Instruction& instruction = instructions[at];
        const bool is_last = at + 1 == instructions.size();
        const bool is_end = shape_of(instruction.opcode) == Shape::end;
        check(id, !is_end || is_last, "it goes on behind its end");
        check(id, is_end || !is_last, "its last instruction does not end it");
        if (instruction.opcode != Opcode::phi) {
            behind_phis = true;
            continue;
        }
        check(id, !behind_phis, "a phi stands behind another instruction");
        check(id, instruction.operand_count == it.predecessor_count,
              "a phi has not one operand per predecessor");
    }
    check(id, form_of(instructions.back().opcode).successors.holds(it.successor_count),
          "its end has another number of successors");
}

// The predecessors of each block are those from which control goes there, as often as it does.
void Blocks::predecessors() {
    std::vector<std::vector<BlockId>> sources(function_.block_count);
    for (std::uint32_t from = 0; from < function_.block_count; ++from) {
        for (const BlockId to : flow_.successors(BlockId{from})) {
            sources[to.index()].emplace_back(from);
        }
    }
    for (std::uint32_t index = 0; index < function_.block_count; ++index) {
        const auto told = module_.predecessors_of(block(BlockId{index}));
        std::vector<BlockId> sorted(told.begin(), told.end());
        std::ranges::sort(sorted);
        check(BlockId{index}, sorted == sources[index], "its predecessors are not the blocks that lead here");
    }
    edges_of_handlers();
}

void Blocks::edges_of_handlers() {
    std::vector<bool> is_handler(function_.block_count, false), is_successor(is_handler);
    for (const Block& it : module_.blocks_of(function_)) {
        if (it.handler) is_handler[it.handler.index()] = true;
        for (const BlockId to : module_.successors_of(it)) is_successor[to.index()] = true;
    }
    check(BlockId{0}, !is_handler[0], "the entry is a handler");
    for (std::uint32_t index = 0; index < function_.block_count; ++index) {
        const BlockId id{index};
        check(id, !is_handler[index] || !is_successor[index],
              "control comes to a handler without an exception");
        const Block& it = block(id);
        const auto instructions =
            module_.instructions_of(function_).subspan(it.first_instruction, it.instruction_count);
        const bool catches = std::ranges::any_of(
            instructions, [](const Instruction& at) { return at.opcode == Opcode::caught; });
        check(id, !catches || !is_successor[index], "an exception is caught outside a handler");
    }
}

}  // namespace

void verify_blocks(Verification& it, FunctionId function) {
    Blocks(it, function).run();
}

}  // namespace doppelint::program
