#include "program/flow.h"

#include <algorithm>

namespace doppelint::program {

bool may_raise(const Module& module, const Function& function, const Block& block) {
    const auto instructions =
        module.instructions_of(function).subspan(block.first_instruction, block.instruction_count);
    return std::ranges::any_of(instructions, [](const Instruction& it) { return may_raise(it.opcode); });
}

Flow::Flow(const Module& module, const Function& function) {
    first_.reserve(function.block_count + 1);
    first_.push_back(0);
    for (const Block& block : module.blocks_of(function)) {
        const auto successors = module.successors_of(block);
        targets_.insert(targets_.end(), successors.begin(), successors.end());
        if (block.handler && may_raise(module, function, block)) targets_.push_back(block.handler);
        first_.push_back(static_cast<std::uint32_t>(targets_.size()));
    }
}

std::vector<bool> Flow::reachable() const {
    std::vector<bool> seen(block_count(), false);
    if (seen.empty()) return seen;
    std::vector<BlockId> pending = {BlockId{0}};
    seen[0] = true;
    while (!pending.empty()) {
        const BlockId block = pending.back();
        pending.pop_back();
        for (const BlockId next : successors(block)) {
            if (seen[next.index()]) continue;
            seen[next.index()] = true;
            pending.push_back(next);
        }
    }
    return seen;
}

}  // namespace doppelint::program
