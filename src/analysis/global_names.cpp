#include "analysis/global_names.h"

namespace doppelint::analysis {

using program::Function;
using program::Instruction;
using program::Module;
using program::Opcode;

std::string imported_name(const Module& module, const Instruction& instruction) {
    const program::Import& import = module.imports[instruction.payload];
    if (import.level != 0 || !import.module.valid()) return {};
    std::string name(module.text(import.module));
    if (import.binds_top) name.resize(std::min(name.find('.'), name.size()));
    if (import.member.valid()) name += "." + std::string(module.text(import.member));
    return name;
}

GlobalNames::GlobalNames(const Module& module) : names_(module.names.size()) {
    for (const Function& function : module.functions) {
        for (const Instruction& it : module.instructions_of(function)) {
            if (it.opcode == Opcode::import_star) has_star_import_ = true;
            if (it.opcode == Opcode::store_global) note_binding(module, function, it);
            if (it.opcode == Opcode::delete_global) {
                GlobalName& name = names_[it.payload];
                name.what = GlobalName::What::variable;
                ++name.bindings;
            }
        }
    }
}

void GlobalNames::note_binding(const Module& module, const Function& function, const Instruction& store) {
    GlobalName& name = names_[store.payload];
    name.is_rebound |= function.kind != program::FunctionKind::module;
    // `import a.b` and `import a.c` bind one name to one module.
    const Instruction& value = module.instructions_of(function)[module.operands_of(store)[0].index()];
    const bool is_import = value.opcode == Opcode::import_module || value.opcode == Opcode::import_member;
    std::string dotted = is_import ? imported_name(module, value) : std::string();
    if (name.bindings++ != 0) {
        const bool same = name.what == GlobalName::What::library && is_import && name.dotted == dotted;
        if (!same) name.what = GlobalName::What::variable;
        return;
    }
    name.what = GlobalName::What::variable;
    if (!dotted.empty()) {
        name.what = GlobalName::What::library;
        name.dotted = std::move(dotted);
    } else if (value.opcode == Opcode::make_function) {
        name.what = GlobalName::What::function;
        name.definition = program::FunctionId{value.payload};
    } else if (value.opcode == Opcode::make_class) {
        name.what = GlobalName::What::class_;
        name.definition = program::FunctionId{value.payload};
    }
}

}  // namespace doppelint::analysis
