#include "project/placeholders.h"

#include <algorithm>

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

}  // namespace doppelint::project
