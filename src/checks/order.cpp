#include "checks/order.h"

#include <algorithm>
#include <iterator>
#include <span>

#include "checks/registers.h"

namespace doppelint::checks {

std::vector<bool> reached_from(const Subject& subject, ValueId from) {
    return reached_from(subject, from, std::span<const ValueId>());
}

std::vector<bool> reached_from(const Subject& subject, ValueId from, ValueId until) {
    return reached_from(subject, from, std::span(&until, 1));
}

std::vector<bool> reached_from(const Subject& subject, ValueId from, std::span<const ValueId> until) {
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
        const std::uint32_t behind = block.first_instruction + block.instruction_count;
        std::uint32_t end = behind;
        for (const ValueId it : until) {
            if (it.valid() && first <= it.index()) end = std::min(end, it.index());
        }
        std::fill(result.begin() + first, result.begin() + end, true);
        if (end == behind) follow(block);
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

bool always_comes_by(const Subject& subject, ValueId first, ValueId second) {
    const std::vector<bool> is_between = reached_from(subject, first, second);
    for (std::uint32_t index = 0; index < is_between.size(); ++index) {
        if (is_between[index] && subject.at(ValueId{index}).opcode == Opcode::return_value) return false;
    }
    return true;
}

namespace {

const program::Block& block_of(std::span<const program::Block> blocks, ValueId value) {
    return *std::prev(
        std::ranges::upper_bound(blocks, value.index(), {}, &program::Block::first_instruction));
}

}  // namespace

std::vector<ValueId> origins_after(const Subject& subject, const std::vector<bool>& reached, ValueId from,
                                   ValueId value, ValueId until) {
    const program::Module& module = subject.file.module;
    const auto blocks = module.blocks_of(subject.function());
    const auto leads_on = [&](program::BlockId before) {
        const program::Block& block = blocks[before.index()];
        const std::uint32_t last = block.first_instruction + block.instruction_count - 1;
        return block.instruction_count > 0 && (reached[last] || last == from.index());
    };
    std::vector<ValueId> result, met, pending{origin_of(subject, value)};
    while (!pending.empty()) {
        const ValueId origin = pending.back();
        pending.pop_back();
        if (std::ranges::find(met, origin) != met.end()) continue;
        met.push_back(origin);
        if (origin == until || subject.at(origin).opcode != Opcode::phi) {
            result.push_back(origin);
            continue;
        }
        const auto ways = module.operands_of(subject.at(origin));
        const auto before = module.predecessors_of(block_of(blocks, origin));
        for (std::size_t way = 0; way < ways.size(); ++way) {
            if (ways[way].valid() && leads_on(before[way])) pending.push_back(origin_of(subject, ways[way]));
        }
    }
    return result;
}

}  // namespace doppelint::checks
