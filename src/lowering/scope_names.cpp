#include <algorithm>
#include <string>

#include "lowering/identifiers.h"
#include "lowering/scope_builder.h"

namespace doppelint::lowering {

using program::ScopeId;
using program::ScopeKind;
using program::Symbol;
using program::SymbolId;
using syntax::Field;
using syntax::Kind;
using syntax::NodeId;

NameId ScopeBuilder::name_of(NodeId node, Role role) {
    const std::string_view text = tree_.text(node);
    if (!text.starts_with("__")) [[likely]]
        return identifier_name(module_.names, text);
    const NameId mangled = mangled_name(module_.names, text, table_.private_class[current_.index()]);
    const ScopeId parameters = table_.class_parameters[current_.index()];
    const bool is_private =
        !parameters.valid() || role == Role::type_parameter || store_.find(parameters, mangled).valid();
    return is_private ? mangled : identifier_name(module_.names, text);
}

void ScopeBuilder::identifier(NodeId node) {
    const std::uint32_t role = table_.get(node);
    table_.set(node, ScopeTable::kNothing);
    if (tree_[node].field == Field::attribute || role == static_cast<std::uint32_t>(Role::ignored)) {
        return;
    }
    if (role != ScopeTable::kNothing) {
        enter(node, name_of(node, static_cast<Role>(role)), static_cast<Role>(role));
        return;
    }
    const NameId name = name_of(node, Role::ignored);
    const SymbolId id = store_.enter(current_, name);
    table_.set(node, id.index());
    Symbol& symbol = module_.symbols[id.index()];
    symbol.uses |= Symbol::kReferenced;
    symbol.last_read = node.index();
    if (name == super_) note_super(name, node);
}

// `super()` needs the class; so a function that says `super` uses `__class__`.
void ScopeBuilder::note_super(NameId /*name*/, NodeId node) {
    if (kind_of(current_) == ScopeKind::module || kind_of(current_) == ScopeKind::class_) return;
    const SymbolId id = store_.enter(current_, class_cell_);
    module_.symbols[id.index()].uses |= Symbol::kReferenced;
    module_.symbols[id.index()].last_read = node.index();
}

void ScopeBuilder::enter(NodeId node, NameId name, Role role) {
    if (role == Role::walrus) return enter_walrus(node, name);
    if (role == Role::declared_global) return declare(node, name, Symbol::kDeclaredGlobal);
    if (role == Role::declared_nonlocal) return declare(node, name, Symbol::kDeclaredNonlocal);
    const SymbolId id = store_.enter(current_, name);
    table_.set(node, id.index());
    Symbol& symbol = module_.symbols[id.index()];
    if (role == Role::only_annotated) {
        symbol.uses |= Symbol::kAnnotated;
        return;
    }
    ++symbol.bindings;
    symbol.last_binding = std::max(statement_end_, node.index() + 1);
    if (node.index() < loop_end_) symbol.uses |= Symbol::kBoundInLoop;
    switch (role) {
        case Role::augmented: symbol.last_read = node.index(); [[fallthrough]];
        case Role::assigned: symbol.uses |= Symbol::kAssigned; break;
        case Role::exception:
            symbol.uses |= Symbol::kAssigned;
            ++symbol.bindings;  // unbound again at the end of its clause
            break;
        case Role::iteration:
            symbol.uses |= Symbol::kAssigned | Symbol::kIterationVariable | Symbol::kBoundInLoop;
            break;
        case Role::type_parameter: symbol.uses |= Symbol::kAssigned; break;
        case Role::deleted: symbol.uses |= Symbol::kDeleted; break;
        case Role::parameter: symbol.uses |= Symbol::kParameter; break;
        case Role::imported: symbol.uses |= Symbol::kImported; break;
        case Role::annotated: symbol.uses |= Symbol::kAnnotated; break;
        default: break;
    }
}

// Binds in the nearest scope around that is no comprehension; the comprehensions in between know it as a
// name from outside.
void ScopeBuilder::enter_walrus(NodeId node, NameId name) {
    ScopeId target = current_;
    while (kind_of(target) == ScopeKind::comprehension || kind_of(target) == ScopeKind::generator) {
        target = scope(target).parent;
    }
    const SymbolId here = store_.enter(current_, name);
    table_.set(node, here.index());
    if (target != current_) {
        const SymbolId there = store_.enter(target, name);
        const bool is_module = kind_of(target) == ScopeKind::module;
        Symbol& owner = module_.symbols[there.index()];
        if (is_module) owner.uses |= Symbol::kDeclaredGlobal;
        owner.uses |= Symbol::kAssigned;
        const bool is_global = owner.is(Symbol::kDeclaredGlobal);
        module_.symbols[here.index()].uses |= is_global ? Symbol::kDeclaredGlobal : Symbol::kDeclaredNonlocal;
    }
    Symbol& symbol = module_.symbols[here.index()];
    symbol.uses |= Symbol::kAssigned;
    ++symbol.bindings;
    symbol.last_binding = std::max(statement_end_, node.index() + 1);
    if (node.index() < loop_end_) symbol.uses |= Symbol::kBoundInLoop;
}

void ScopeBuilder::declare(NodeId node, NameId name, Symbol::Use use) {
    const SymbolId id = store_.enter(current_, name);
    table_.set(node, id.index());
    module_.symbols[id.index()].uses |= use;
    if (use != Symbol::kDeclaredGlobal) return;
    const SymbolId global = store_.enter(ScopeId{0}, name);
    module_.symbols[global.index()].uses |= Symbol::kDeclaredGlobal;
}

void ScopeBuilder::mark_children(NodeId node, Role role) {
    for (const NodeId it : tree_.children(node)) {
        if (tree_.kind(it) == Kind::identifier) mark(it, role);
    }
}

// Marks the identifiers that a target binds. What stands inside attributes and subscripts is only read.
void ScopeBuilder::bind_targets(NodeId target, Role role) {
    if (!target.valid()) return;
    const std::uint32_t end = tree_.end(target).index();
    std::uint32_t at = target.index();
    while (at < end) {
        const NodeId node{at};
        switch (tree_.kind(node)) {
            case Kind::identifier:
                mark(node, role);
                ++at;
                break;
            case Kind::pattern_list:
            case Kind::tuple_pattern:
            case Kind::list_pattern:
            case Kind::expression_list:
            case Kind::tuple:
            case Kind::list:
            case Kind::list_splat_pattern:
            case Kind::list_splat:
            case Kind::parenthesized_expression:
            case Kind::parenthesized_list_splat: ++at; break;
            default: at += tree_[node].size; break;
        }
    }
}

// The captures among the direct parts of a pattern of `match`.
void ScopeBuilder::bind_pattern(NodeId pattern) {
    const Kind kind = tree_.kind(pattern);
    if (kind == Kind::as_pattern && tree_.child(pattern, Kind::as_pattern_target).valid()) return;
    bool is_keyword = kind == Kind::keyword_pattern;
    NodeId last;
    for (const NodeId it : tree_.children(pattern)) {
        const Kind child = tree_.kind(it);
        if (is_keyword) {
            mark(it, Role::ignored);
            is_keyword = false;
        } else if (child == Kind::dotted_name && tree_[it].size == 2) {
            mark(tree_.first_child(it), Role::assigned);
        } else if (child == Kind::identifier && kind == Kind::splat_pattern) {
            mark(it, Role::assigned);
        }
        last = it;
    }
    if (kind == Kind::as_pattern && last.valid() && tree_.kind(last) == Kind::identifier) {
        mark(last, Role::assigned);
    }
}

// `a.b.c` reads `a` only.
void ScopeBuilder::ignore_tail(NodeId dotted_name) {
    bool first = true;
    for (const NodeId it : tree_.children(dotted_name)) {
        if (!first && tree_.kind(it) == Kind::identifier) mark(it, Role::ignored);
        first = false;
    }
}

void ScopeBuilder::bind_import(NodeId statement) {
    statement_end_ = tree_.end(statement).index();
    const bool whole_modules = tree_.kind(statement) == Kind::import_statement;
    for (const NodeId it : tree_.children(statement)) {
        NodeId module = it;
        if (tree_.kind(it) == Kind::aliased_import) {
            mark(tree_.child(it, Field::alias), Role::imported);
            module = tree_.child(it, Field::name);
        }
        const bool binds = module == it && tree_[it].field == Field::name;
        bool first = true;
        for (std::uint32_t at = module.index() + 1; at < tree_.end(module).index(); ++at) {
            if (tree_.kind(NodeId{at}) != Kind::identifier) continue;
            mark(NodeId{at}, binds && first ? Role::imported : Role::ignored);
            first = false;
        }
        if (!whole_modules && tree_.kind(statement) == Kind::future_import_statement &&
            tree_.text(module) == "annotations") {
            table_.annotations_are_text = true;
        }
    }
}

}  // namespace doppelint::lowering
