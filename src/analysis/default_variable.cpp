#include "analysis/default_variable.h"

#include <algorithm>

namespace doppelint::analysis {
namespace {

using program::Instruction;
using program::Opcode;
using project::Meaning;

std::optional<Meaning> variable_in(const project::Meanings& meanings) {
    if (meanings.any.size() != 1 || meanings.any.front().what != Meaning::What::variable) return std::nullopt;
    return meanings.any.front();
}

// In a class's body a name is the module's where the body binds none like it.
bool loads_global(const program::Module& module, const program::Function& function, const Instruction& it) {
    if (it.opcode == Opcode::load_global) return true;
    const bool is_bare = it.opcode == Opcode::load_local_name && !module.operands_of(it)[0].valid();
    return is_bare && std::ranges::none_of(module.instructions_of(function), [&](const Instruction& one) {
               return one.opcode == Opcode::store_local_name && one.payload == it.payload;
           });
}

}  // namespace

std::optional<Meaning> default_variable(const ProjectReader& project, CodeId made_in,
                                        program::ValueId value) {
    const program::Module& module = project.program(made_in.module);
    const program::Function& function = module.function(made_in.function);
    const auto made_by = [&](program::ValueId it) -> const Instruction& {
        return module.instructions_of(function)[project::origin_of(module, function, it).index()];
    };
    const Instruction& it = made_by(value);
    if (loads_global(module, function, it))
        return variable_in(project.loaded(made_in.module, NameId{it.payload}));
    if (it.opcode != Opcode::get_attribute) return std::nullopt;
    const Instruction& holder = made_by(module.operands_of(it)[0]);
    if (!loads_global(module, function, holder)) return std::nullopt;
    const Meaning* const held = project.loaded(made_in.module, NameId{holder.payload}).only();
    if (held == nullptr || held->what != Meaning::What::module) return std::nullopt;
    return variable_in(project.member(held->code.module, module.text(NameId{it.payload})));
}

}  // namespace doppelint::analysis
