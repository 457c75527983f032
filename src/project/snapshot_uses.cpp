#include "project/snapshot_uses.h"

#include <algorithm>
#include <span>

namespace doppelint::project {
namespace {

// What the instruction compares, gives back or puts somewhere.
std::span<const ValueId> taken_by(const Module& module, const Instruction& it) {
    const auto operands = module.operands_of(it);
    switch (it.opcode) {
        case Opcode::compare:
        case Opcode::return_value: return operands;
        case Opcode::set_attribute:
        case Opcode::set_item:
        case Opcode::store_global: return operands.last(1);
        default: return {};
    }
}

bool uses_snapshot(const Module& module, const Function& function, NameId attribute) {
    const auto instructions = module.instructions_of(function);
    const auto reads = [&](ValueId value) {
        const ValueId origin = origin_of(module, function, value);
        if (!origin.valid()) return false;
        const Instruction& it = instructions[origin.index()];
        return it.opcode == Opcode::get_attribute && NameId{it.payload} == attribute;
    };
    return std::ranges::any_of(instructions, [&](const Instruction& it) {
        const bool hands_on = it.opcode == Opcode::set_attribute && NameId{it.payload} == attribute;
        return !hands_on && std::ranges::any_of(taken_by(module, it), reads);
    });
}

}  // namespace

CodeId snapshot_user(const Project& project, const ClassInfo& info, std::string_view attribute) {
    const Module& module = project.program(info.body.module);
    const NameId known = module.names.find(attribute);
    if (!known.valid()) return {};
    for (std::uint32_t index = 0; index < module.functions.size(); ++index) {
        const FunctionId id{index};
        if (uses_snapshot(module, module.function(id), known)) return {info.body.module, id};
    }
    return {};
}

}  // namespace doppelint::project
