#include "project/containers.h"

#include <algorithm>
#include <string>

#include "project/promises.h"

namespace doppelint::project {
namespace {

bool is_container(const models::Library& library, const std::string& dotted) {
    const models::Class* const found = library.find_class(dotted);
    return found != nullptr && found->is_mutable && (models::kContainers.has(found->kind) || found->is_rigid);
}

bool is_final(const Project& project, ModuleId module, NameId name) {
    const Module& program = project.program(module);
    return std::ranges::any_of(program.annotated_names, [&](const program::AnnotatedName& it) {
        return it.name == name && it.scope == program.functions.front().scope &&
               promise_of(project, module, program.text(it.type)) == Promise::final_;
    });
}

}  // namespace

bool makes_container(const Project& project, CodeId code, ValueId value) {
    const Module& module = project.program(code.module);
    const Function& function = module.function(code.function);
    const auto instructions = module.instructions_of(function);
    const Instruction& made = instructions[origin_of(module, function, value).index()];
    switch (made.opcode) {
        case Opcode::make_list:
        case Opcode::make_dict:
        case Opcode::make_set: return true;
        case Opcode::binary: {
            const ValueId left = origin_of(module, function, module.operands_of(made)[0]);
            return static_cast<program::BinaryOperator>(made.detail) == program::BinaryOperator::multiply &&
                   instructions[left.index()].opcode == Opcode::make_list;
        }
        case Opcode::call: {
            const std::string name = project.meaning_of(code, module.operands_of(made)[0]).only_library();
            return !name.empty() && is_container(project.library(), name);
        }
        default: return false;
    }
}

ValueId container_of_global(const Project& project, ModuleId module, NameId name) {
    const std::span<const Binding> bindings = project.interface(module).bindings(name);
    const CodeId body{module, FunctionId{0}};
    if (bindings.size() != 1 || bindings.front().in != body.function || !bindings.front().value.valid() ||
        !makes_container(project, body, bindings.front().value)) {
        return {};
    }
    const Module& program = project.program(module);
    return origin_of(program, program.function(body.function), bindings.front().value);
}

std::optional<Table> table_of(const Project& project, ModuleId module, std::string_view name) {
    const Module& program = project.program(module);
    const NameId known = program.names.find(name);
    if (!known.valid()) return std::nullopt;
    const ValueId value = container_of_global(project, module, known);
    if (!value.valid()) return std::nullopt;
    const Instruction& made = program.instructions_of(program.functions.front())[value.index()];
    const bool is_empty = made.operand_count == (made.opcode == Opcode::call ? 1 : 0);
    return Table{value, is_empty, is_final(project, module, known)};
}

}  // namespace doppelint::project
