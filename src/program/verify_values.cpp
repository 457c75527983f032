#include <algorithm>
#include <vector>

#include "program/dominators.h"
#include "program/flow.h"
#include "program/verification.h"

namespace doppelint::program {
namespace {

class Values {
  public:
    Values(Verification& verification, FunctionId id)
        : verification_(verification),
          module_(verification.module),
          id_(id),
          function_(module_.function(id)),
          instructions_(module_.instructions_of(function_)),
          blocks_(module_.blocks_of(function_)),
          dominators_(Flow(module_, function_)) {
        block_of_.reserve(instructions_.size());
        for (std::uint32_t index = 0; index < blocks_.size(); ++index) {
            block_of_.insert(block_of_.end(), blocks_[index].instruction_count, BlockId{index});
        }
    }

    void run() {
        for (std::uint32_t index = 0; index < instructions_.size(); ++index) {
            const Instruction& it = instructions_[index];
            if (it.opcode == Opcode::phi) {
                phi(ValueId{index}, it);
            } else {
                uses(ValueId{index}, it);
                cell(ValueId{index}, it);
            }
        }
        for (std::uint32_t index = 0; index < blocks_.size(); ++index) loops(BlockId{index});
    }

  private:
    void uses(ValueId user, const Instruction& it);
    void phi(ValueId user, const Instruction& it);
    void cell(ValueId user, const Instruction& it);
    void loops(BlockId from);
    [[nodiscard]] bool is_there_at_end(ValueId value, BlockId block) const;
    [[nodiscard]] bool is_there_at_start(ValueId value, BlockId block) const;
    [[nodiscard]] bool raises_to(BlockId from, BlockId to) const;

    Verification& verification_;
    const Module& module_;
    FunctionId id_;
    const Function& function_;
    std::span<const Instruction> instructions_;
    std::span<const Block> blocks_;
    Dominators dominators_;
    std::vector<BlockId> block_of_;  // by instruction
};

void Values::uses(ValueId user, const Instruction& it) {
    const BlockId block = block_of_[user.index()];
    if (!dominators_.reachable(block)) return;
    for (const ValueId operand : module_.operands_of(it)) {
        if (!operand) continue;
        const BlockId made_in = block_of_[operand.index()];
        const bool sound = made_in == block ? operand < user : dominators_.dominates(made_in, block);
        if (sound) continue;
        verification_.report(id_, user,
                             "%" + std::to_string(operand.index()) + " is not made on every way to its use");
    }
}

void Values::phi(ValueId user, const Instruction& it) {
    const BlockId block = block_of_[user.index()];
    const auto predecessors = module_.predecessors_of(blocks_[block.index()]);
    const auto operands = module_.operands_of(it);
    for (std::size_t at = 0; at < operands.size(); ++at) {
        if (!dominators_.reachable(predecessors[at])) continue;
        const bool sound = raises_to(predecessors[at], block)
                               ? is_there_at_start(operands[at], predecessors[at])
                               : is_there_at_end(operands[at], predecessors[at]);
        if (sound) continue;
        verification_.report(id_, user,
                             "%" + std::to_string(operands[at].index()) +
                                 " is not there where control leaves block " +
                                 std::to_string(predecessors[at].index()));
    }
}

bool Values::is_there_at_end(ValueId value, BlockId block) const {
    return dominators_.dominates(block_of_[value.index()], block);
}

// An exception carries the state at the start of its block: what came from before, and the phis.
bool Values::is_there_at_start(ValueId value, BlockId block) const {
    const BlockId made_in = block_of_[value.index()];
    if (made_in == block) return instructions_[value.index()].opcode == Opcode::phi;
    return dominators_.dominates(made_in, block);
}

bool Values::raises_to(BlockId from, BlockId to) const {
    const auto successors = module_.successors_of(blocks_[from.index()]);
    return blocks_[from.index()].handler == to && std::ranges::find(successors, to) == successors.end();
}

void Values::cell(ValueId user, const Instruction& it) {
    const bool uses_cell =
        it.opcode == Opcode::load_cell || it.opcode == Opcode::store_cell || it.opcode == Opcode::delete_cell;
    if (!uses_cell) return;
    const Instruction& made_by = instructions_[module_.operands_of(it)[0].index()];
    const bool is_capture =
        made_by.opcode == Opcode::capture && !module_.captures_of(function_)[made_by.payload].by_value;
    if (made_by.opcode == Opcode::make_cell || is_capture) return;
    verification_.report(id_, user, "its operand is no cell");
}

void Values::loops(BlockId from) {
    if (!dominators_.reachable(from)) return;
    for (const BlockId to : module_.successors_of(blocks_[from.index()])) {
        if (blocks_[to.index()].loop_header || !dominators_.dominates(to, from)) continue;
        verification_.report(id_, to, "control comes back to it, and it is no loop header");
    }
}

}  // namespace

void verify_values(Verification& it, FunctionId function) {
    Values(it, function).run();
}

}  // namespace doppelint::program
