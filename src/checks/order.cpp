#include "checks/order.h"

#include <algorithm>

namespace doppelint::checks {

std::vector<bool> reached_from(const Subject& subject, ValueId from) {
    return reached_from(subject, from, ValueId{});
}

std::vector<bool> reached_from(const Subject& subject, ValueId from, ValueId until) {
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
    const auto run = [&](const program::Block& block, std::uint32_t first) {
        const std::uint32_t end = block.first_instruction + block.instruction_count;
        const bool stops = until.valid() && first <= until.index() && until.index() < end;
        std::fill(result.begin() + first, result.begin() + (stops ? until.index() : end), true);
        if (!stops) follow(block);
    };
    for (const program::Block& block : blocks) {
        const std::uint32_t first = block.first_instruction;
        if (from.index() < first || from.index() >= first + block.instruction_count) continue;
        run(block, from.index() + 1);
    }
    while (!open.empty()) {
        const program::Block& block = blocks[open.back()];
        open.pop_back();
        run(block, block.first_instruction);
    }
    return result;
}

}  // namespace doppelint::checks
