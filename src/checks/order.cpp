#include "checks/order.h"

#include <algorithm>

namespace doppelint::checks {

std::vector<bool> reached_from(const Subject& subject, ValueId from) {
    const program::Module& module = subject.file.module;
    const auto blocks = module.blocks_of(subject.function());
    std::vector<bool> result(module.instructions_of(subject.function()).size());
    std::vector<bool> met(blocks.size());
    std::vector<std::uint32_t> open;
    const auto follow = [&](const program::Block& block) {
        for (const program::BlockId next : module.successors_of(block)) {
            if (!met[next.index()]) open.push_back(next.index());
            met[next.index()] = true;
        }
    };
    for (const program::Block& block : blocks) {
        const std::uint32_t first = block.first_instruction;
        if (from.index() < first || from.index() >= first + block.instruction_count) continue;
        for (std::uint32_t at = from.index() + 1; at < first + block.instruction_count; ++at)
            result[at] = true;
        follow(block);
    }
    while (!open.empty()) {
        const program::Block& block = blocks[open.back()];
        open.pop_back();
        std::fill_n(result.begin() + block.first_instruction, block.instruction_count, true);
        follow(block);
    }
    return result;
}

}  // namespace doppelint::checks
