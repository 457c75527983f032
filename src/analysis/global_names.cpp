#include "analysis/global_names.h"

#include "analysis/nan.h"

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
    if (!module.functions.empty()) note_fixed(module);
}

// `object()`
bool GlobalNames::is_marker(const Module& module, const Function& body, program::ValueId value) const {
    const auto instructions = module.instructions_of(body);
    const Instruction& call = instructions[value.index()];
    if (call.opcode != Opcode::call || call.operand_count != 1) return false;
    const Instruction& callee = instructions[module.operands_of(call)[0].index()];
    return callee.opcode == Opcode::load_global && module.text(NameId{callee.payload}) == "object" &&
           names_[callee.payload].what == GlobalName::What::unbound;
}

// What is known of a value that is bound once. Names that are bound to the NaN of another name have to stand
// behind it.
void GlobalNames::note_fixed(const Module& module) {
    const Function& body = module.functions.front();
    for (const Instruction& it : module.instructions_of(body)) {
        if (it.opcode != Opcode::store_global) continue;
        GlobalName& name = names_[it.payload];
        const bool is_fixed = name.what == GlobalName::What::variable && name.bindings == 1;
        if (!is_fixed) continue;
        name.nan = nan_of(module, body, *this, module.operands_of(it)[0]);
        name.is_marker = is_marker(module, body, module.operands_of(it)[0]);
        const Instruction& value = module.instructions_of(body)[module.operands_of(it)[0].index()];
        if (value.opcode != Opcode::constant || name.is_rebound || name.is_augmented) continue;
        const program::ConstantKind kind = module.constants[value.payload].kind;
        if (kind == program::ConstantKind::true_ || kind == program::ConstantKind::false_)
            name.switched = program::ConstantId{value.payload};
    }
}

void GlobalNames::note_binding(const Module& module, const Function& function, const Instruction& store) {
    GlobalName& name = names_[store.payload];
    const Instruction& value = module.instructions_of(function)[module.operands_of(store)[0].index()];
    const bool is_augmented = value.opcode == Opcode::in_place;
    if (function.kind != program::FunctionKind::module)
        (is_augmented ? name.is_augmented : name.is_rebound) = true;
    // `import a.b` and `import a.c` bind one name to one module.
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
