#include "analysis/methods.h"

#include <algorithm>
#include <array>

namespace doppelint::analysis {

using program::Function;
using program::Instruction;
using program::Module;
using program::Opcode;
using program::ValueId;

namespace {

constexpr std::array<std::string_view, 3> kGetTheClass{"__new__", "__init_subclass__", "__class_getitem__"};

bool loads_name(Opcode opcode) {
    return opcode == Opcode::load_local_name || opcode == Opcode::load_global;
}

// The name that the value is read from; empty if it is from none.
std::string_view name_loaded(const Module& module, std::span<const Instruction> instructions, ValueId value) {
    const Instruction& it = instructions[value.index()];
    return loads_name(it.opcode) ? module.text(NameId{it.payload}) : std::string_view();
}

}  // namespace

Methods::Methods(const Module& module) : gets_instance_(module.functions.size()) {
    for (std::size_t index = 0; index < module.functions.size(); ++index) {
        const Function& function = module.functions[index];
        const bool is_method = function.kind == program::FunctionKind::function && function.parent.valid() &&
                               module.function(function.parent).kind == program::FunctionKind::class_body;
        gets_instance_[index] =
            is_method && std::ranges::find(kGetTheClass, module.text(function.name)) == kGetTheClass.end();
    }
    for (const Function& function : module.functions) {
        if (function.kind == program::FunctionKind::class_body) look_at_decorators(module, function);
        look_for_metaclasses(module, function);
    }
}

void Methods::look_for_metaclasses(const Module& module, const Function& function) {
    const auto instructions = module.instructions_of(function);
    for (const Instruction& it : instructions) {
        if (it.opcode != Opcode::make_class) continue;
        const bool is_metaclass = std::ranges::any_of(module.operands_of(it), [&](ValueId base) {
            return base.valid() && name_loaded(module, instructions, base) == "type";
        });
        if (!is_metaclass) continue;
        for (std::size_t index = 0; index < module.functions.size(); ++index) {
            if (module.functions[index].parent == program::FunctionId{it.payload})
                gets_instance_[index] = false;
        }
    }
}

// Decorators are calls, the innermost first; what each gets was made by the one before, or is the function.
void Methods::look_at_decorators(const Module& module, const Function& body) {
    const auto instructions = module.instructions_of(body);
    for (const Instruction& it : instructions) {
        if (it.opcode != Opcode::call || it.operand_count != 2) continue;
        const auto operands = module.operands_of(it);
        const std::string_view name = name_loaded(module, instructions, operands[0]);
        if (name != "classmethod" && name != "staticmethod") continue;
        ValueId decorated = operands[1];
        while (instructions[decorated.index()].opcode == Opcode::call &&
               instructions[decorated.index()].operand_count == 2) {
            decorated = module.operands_of(instructions[decorated.index()])[1];
        }
        const Instruction& made = instructions[decorated.index()];
        if (made.opcode == Opcode::make_function) gets_instance_[made.payload] = false;
    }
}

}  // namespace doppelint::analysis
