#include "project/setters.h"

#include <algorithm>
#include <vector>

#include "project/interface.h"

namespace doppelint::project {
namespace {

using program::Block;
using program::BlockId;

// `super().__setattr__(name, value)`, `object.__setattr__(self, name, value)`
bool hands_on(const Module& module, const Function& function, const Instruction& it) {
    const auto instructions = module.instructions_of(function);
    const auto origin = [&](ValueId value) -> const Instruction& {
        return instructions[origin_of(module, function, value).index()];
    };
    const auto operands = module.operands_of(it);
    if (it.opcode != Opcode::call || operands.size() < 3) return false;
    if (!std::ranges::all_of(operands, [](ValueId one) { return one.valid(); })) return false;
    const Instruction& callee = origin(operands[0]);
    if (callee.opcode != Opcode::get_attribute || module.text(NameId{callee.payload}) != "__setattr__")
        return false;
    const auto is_parameter = [&](ValueId value, std::uint32_t place) {
        const Instruction& made = origin(value);
        return made.opcode == Opcode::parameter && made.payload == place;
    };
    return is_parameter(operands[operands.size() - 2], 1) && is_parameter(operands.back(), 2);
}

}  // namespace

bool hands_on_what_it_sets(const Module& module, program::FunctionId method) {
    const Function& function = module.function(method);
    const auto instructions = module.instructions_of(function);
    const auto blocks = module.blocks_of(function);
    std::vector<bool> seen(blocks.size());
    std::vector<BlockId> open{BlockId{0}};
    while (!open.empty()) {
        const Block& block = blocks[open.back().index()];
        const bool is_first = !seen[open.back().index()];
        seen[open.back().index()] = true;
        open.pop_back();
        if (!is_first) continue;
        const auto inside = instructions.subspan(block.first_instruction, block.instruction_count);
        if (std::ranges::any_of(inside,
                                [&](const Instruction& it) { return hands_on(module, function, it); }))
            continue;
        if (inside.back().opcode == Opcode::return_value) return false;
        for (const BlockId next : module.successors_of(block)) open.push_back(next);
        if (block.handler.valid()) open.push_back(block.handler);
    }
    return true;
}

}  // namespace doppelint::project
