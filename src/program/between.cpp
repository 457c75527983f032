#include "program/between.h"

#include <algorithm>
#include <vector>

namespace doppelint::program {

bool is_always_between(const Module& module, const Function& function, ValueId from, ValueId via,
                       ValueId to) {
    const auto blocks = module.blocks_of(function);
    const auto place_of = [&](ValueId value) {
        const auto behind = std::ranges::upper_bound(blocks, value.index(), {}, &Block::first_instruction);
        return static_cast<std::uint32_t>(behind - blocks.begin()) - 1;
    };
    const std::uint32_t via_block = place_of(via);
    const std::uint32_t to_block = place_of(to);
    std::vector<bool> met(blocks.size());
    std::vector<std::uint32_t> open;
    const auto enter = [&](BlockId block) {
        if (!met[block.index()]) open.push_back(block.index());
        met[block.index()] = true;
    };
    // Of a block, from the instruction `first` on: false where `to` is reached.
    const auto pass = [&](std::uint32_t at, std::uint32_t first) {
        const Block& block = blocks[at];
        const bool has_via = at == via_block && via.index() >= first;
        const bool has_to = at == to_block && to.index() >= first;
        if (has_to && !(has_via && via < to)) return false;
        if (block.handler.valid()) enter(block.handler);
        if (!has_via) std::ranges::for_each(module.successors_of(block), enter);
        return true;
    };
    if (!pass(place_of(from), from.index() + 1)) return false;
    while (!open.empty()) {
        const std::uint32_t at = open.back();
        open.pop_back();
        if (!pass(at, blocks[at].first_instruction)) return false;
    }
    return true;
}

}  // namespace doppelint::program
