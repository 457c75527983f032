#include "lowering/function_lowering.h"
#include "lowering/identifiers.h"

namespace doppelint::lowering {

using program::Binding;
using program::ScopeId;
using program::ScopeKind;
using program::Symbol;
using program::SymbolId;

// A name that an inner function uses needs no cell if it is bound once, before any such function is made:
// then the value itself can be handed over.
bool FunctionLowering::needs_cell(const Symbol& owner) const {
    if (owner.is(Symbol::kImplicitClass)) return true;
    if (!owner.is(Symbol::kCaptured)) return false;
    return owner.is(Symbol::kRebound) || owner.is(Symbol::kBoundInLoop) || owner.bindings != 1 ||
           owner.first_capture < owner.last_binding;
}

SymbolId FunctionLowering::owner_of(SymbolId symbol) const {
    const Symbol& it = module_.symbols[symbol.index()];
    return it.binding == Binding::free ? it.owner : symbol;
}

SymbolId FunctionLowering::captured_owner(SymbolId symbol) const {
    return module_.symbols[symbol.index()].owner;
}

bool FunctionLowering::is_home(ScopeId scope) const {
    return home_of(module_, scope) == scope_;
}

FunctionLowering::Storage FunctionLowering::storage_of(SymbolId symbol) const {
    const Symbol& it = module_.symbols[symbol.index()];
    if (it.binding == Binding::global_explicit || it.binding == Binding::global_implicit) {
        return Storage::global;
    }
    const Symbol& owner = module_.symbols[owner_of(symbol).index()];
    const ScopeKind kind = module_.scopes[owner.scope.index()].kind;
    if (kind == ScopeKind::module) return Storage::global;
    if (kind == ScopeKind::class_ && !owner.is(Symbol::kImplicitClass)) return Storage::class_name;
    return needs_cell(owner) ? Storage::cell : Storage::local;
}

// A handler sees the values at the entry of a block, so what it may read must not change within one.
void FunctionLowering::note_rebinding(const Symbol& owner) {
    if (builder_.handler().valid() && owner.last_read > 0) builder_.note_rebinding();
}

ValueId FunctionLowering::load(NodeId identifier) {
    const SymbolId symbol = scopes_.symbol(identifier);
    if (!symbol.valid()) return incomplete(identifier);
    return load_symbol(symbol, identifier);
}

ValueId FunctionLowering::load_symbol(SymbolId symbol, NodeId node) {
    const std::uint32_t name = module_.symbols[symbol.index()].name.index();
    const ScopeKind here = module_.scopes[module_.symbols[symbol.index()].scope.index()].kind;
    switch (storage_of(symbol)) {
        case Storage::global:
            if (here == ScopeKind::class_) {
                return builder_.emit(Opcode::load_local_name, node, {ValueId{}}, name);
            }
            return builder_.emit(Opcode::load_global, node, {}, name);
        case Storage::class_name: return builder_.emit(Opcode::load_local_name, node, {ValueId{}}, name);
        case Storage::cell: {
            const ValueId cell = value_of(owner_of(symbol));
            const bool in_class = here == ScopeKind::class_;
            return builder_.emit(in_class ? Opcode::load_local_name : Opcode::load_cell, node, {cell}, name);
        }
        case Storage::local: break;
    }
    const ValueId value = value_of(owner_of(symbol));
    const bool checked = builder_.may_be_unbound(value);
    return builder_.emit(checked ? Opcode::read_checked : Opcode::read, node, {value}, name);
}

void FunctionLowering::bind(NodeId identifier, ValueId value, NodeId origin) {
    const SymbolId symbol = scopes_.symbol(identifier);
    if (symbol.valid()) bind_symbol(symbol, value, origin.valid() ? origin : identifier);
}

void FunctionLowering::bind_symbol(SymbolId symbol, ValueId value, NodeId node) {
    const std::uint32_t name = module_.symbols[symbol.index()].name.index();
    const SymbolId owner = owner_of(symbol);
    switch (storage_of(symbol)) {
        case Storage::global: builder_.emit(Opcode::store_global, node, {value}, name); return;
        case Storage::class_name: builder_.emit(Opcode::store_local_name, node, {value}, name); return;
        case Storage::cell: {
            const ValueId cell = value_of(owner);
            builder_.emit(Opcode::store_cell, node, {cell, value}, name);
            return;
        }
        case Storage::local: break;
    }
    builder_.write(variable_of(owner), builder_.emit(Opcode::bind, node, {value}, name));
    note_rebinding(module_.symbols[owner.index()]);
}

void FunctionLowering::unbind(NodeId identifier) {
    const SymbolId symbol = scopes_.symbol(identifier);
    if (symbol.valid()) unbind_symbol(symbol, identifier);
}

void FunctionLowering::unbind_symbol(SymbolId symbol, NodeId node) {
    const std::uint32_t name = module_.symbols[symbol.index()].name.index();
    const SymbolId owner = owner_of(symbol);
    switch (storage_of(symbol)) {
        case Storage::global: builder_.emit(Opcode::delete_global, node, {}, name); return;
        case Storage::class_name: builder_.emit(Opcode::delete_local_name, node, {}, name); return;
        case Storage::cell: builder_.emit(Opcode::delete_cell, node, {value_of(owner)}, name); return;
        case Storage::local: break;
    }
    builder_.emit(Opcode::unbind, node, {builder_.read(variable_of(owner))}, name);
    builder_.write(variable_of(owner), builder_.emit(Opcode::undefined, node, {}, name));
    note_rebinding(module_.symbols[owner.index()]);
}

// The cells of the names that `scope` owns; a parameter's value is its cell's first content.
void FunctionLowering::make_cells(ScopeId scope, NodeId node) {
    for (const SymbolId id : module_.symbols_of(module_.scopes[scope.index()])) {
        const Symbol& it = module_.symbols[id.index()];
        if (it.binding == Binding::free || storage_of(id) == Storage::global) continue;
        builder_.name_variable(variable_of(id), it.name);
        if (storage_of(id) != Storage::cell) continue;
        const ValueId content = it.is(Symbol::kParameter) ? builder_.read(variable_of(id)) : ValueId{};
        keep_value(id, builder_.emit(Opcode::make_cell, node, {content}, it.name.index()));
    }
}

std::vector<SymbolId> FunctionLowering::captures_of(ScopeId scope) const {
    std::vector<SymbolId> found;
    for (const SymbolId id : module_.symbols_of(module_.scopes[scope.index()])) {
        const Symbol& it = module_.symbols[id.index()];
        const bool takes = it.binding == Binding::free || it.is(Symbol::kPassesOn);
        if (takes && it.owner.valid()) found.push_back(id);
    }
    return found;
}

void FunctionLowering::enter_captures() {
    std::uint32_t index = 0;
    program::Function& it = builder_.function();
    for (const SymbolId id : captures_of(scope_)) {
        const SymbolId owner = captured_owner(id);
        const bool by_value = storage_of(owner) == Storage::local;
        const NameId name = module_.symbols[owner.index()].name;
        module_.captures.push_back({name, by_value});
        builder_.name_variable(variable_of(owner), name);
        const ValueId value = builder_.emit(Opcode::capture, {}, {}, index);
        if (by_value) {
            builder_.write(variable_of(owner), value);
        } else {
            keep_value(owner, value);
        }
        ++index;
    }
    it.capture_count = index;
}

// What the function being lowered hands over for a name that an inner scope takes from outside.
ValueId FunctionLowering::captured(SymbolId symbol) {
    return value_of(captured_owner(symbol));
}

// A cell stays the same while the function runs; only its content changes.
void FunctionLowering::keep_value(SymbolId owner, ValueId value) {
    kept_values_[owner.index()] = value;
    kept_.push_back(owner);
}

ValueId FunctionLowering::value_of(SymbolId owner) {
    const ValueId kept = kept_values_[owner.index()];
    return kept.valid() ? kept : builder_.read(variable_of(owner));
}

NameId FunctionLowering::attribute_name(NodeId identifier) {
    const std::string_view text = tree_.text(identifier);
    if (!text.starts_with("__")) [[likely]]
        return identifier_name(module_.names, text);
    return mangled_name(module_.names, text, scopes_.private_class[scope_.index()]);
}

}  // namespace doppelint::lowering
