#include "program/always_passed.h"

#include <algorithm>

namespace doppelint::program {

AlwaysPassed::AlwaysPassed(const Module& module, const Function& function)
    : blocks_(module.blocks_of(function)), dominators_(Flow(module, function)) {
    const auto instructions = module.instructions_of(function);
    for (std::uint32_t index = 0; index < blocks_.size(); ++index) {
        const Block& block = blocks_[index];
        const Instruction& last = instructions[block.first_instruction + block.instruction_count - 1];
        if (block.reachable && last.opcode == Opcode::return_value) ends_.emplace_back(index);
    }
}

bool AlwaysPassed::holds(ValueId value) const {
    const auto behind = std::ranges::upper_bound(blocks_, value.index(), {}, &Block::first_instruction);
    const BlockId block{static_cast<std::uint32_t>(behind - blocks_.begin()) - 1};
    return !ends_.empty() &&
           std::ranges::all_of(ends_, [&](BlockId end) { return dominators_.dominates(block, end); });
}

}  // namespace doppelint::program
