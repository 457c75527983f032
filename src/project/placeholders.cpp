#include "project/placeholders.h"

#include <algorithm>

#include "program/origin.h"

namespace doppelint::project {

bool is_placeholder(const Project& project, CodeId method) {
    const Module& module = project.program(method.module);
    const Function& function = project.function(method);
    const bool is_method =
        function.parent.valid() && module.function(function.parent).kind == program::FunctionKind::class_body;
    return is_method && std::ranges::all_of(module.instructions_of(function), [](const Instruction& it) {
               switch (it.opcode) {
                   case Opcode::parameter:
                   case Opcode::constant:
                   case Opcode::bind:
                   case Opcode::read:
                   case Opcode::read_checked:
                   case Opcode::return_value:
                   case Opcode::unreachable: return true;
                   default: return false;
               }
           });
}

bool may_give_back(const Project& project, CodeId code) {
    const Module& module = project.program(code.module);
    const Function& function = project.function(code);
    return std::ranges::any_of(module.instructions_of(function), [&](const Instruction& it) {
        return it.opcode == Opcode::return_value &&
               std::ranges::any_of(
                   program::origins_of(module, function, module.operands_of(it)[0]), [&](ValueId made) {
                       return module.instructions_of(function)[made.index()].opcode == Opcode::parameter;
                   });
    });
}

}  // namespace doppelint::project
