#include "lowering/scope_resolution.h"

#include <algorithm>

#include "lowering/scopes.h"

namespace doppelint::lowering {
namespace {

using program::Binding;
using program::Scope;
using program::ScopeId;
using program::ScopeKind;
using program::Symbol;
using program::SymbolId;

constexpr unsigned kBinds =
    Symbol::kAssigned | Symbol::kParameter | Symbol::kImported | Symbol::kAnnotated | Symbol::kDeleted;

// Scopes that see the names of the class they stand in.
bool sees_class(ScopeKind kind) {
    return kind == ScopeKind::annotation || kind == ScopeKind::type_parameters ||
           kind == ScopeKind::type_alias || kind == ScopeKind::type_variable;
}

class Resolution {
  public:
    Resolution(program::Module& module, SymbolStore& store)
        : module_(module),
          store_(store),
          class_name_(module.names.intern("__class__")),
          class_cell_(module.names.intern(".class")) {}

    void run() {
        for (std::uint32_t it = 0; it < module_.scopes.size(); ++it) resolve_scope(ScopeId{it});
    }

  private:
    [[nodiscard]] Symbol& symbol(SymbolId id) { return module_.symbols[id.index()]; }
    [[nodiscard]] const Scope& scope(ScopeId id) const { return module_.scopes[id.index()]; }

    void resolve_scope(ScopeId id) {
        for (SymbolId it = store_.first(id); it.valid(); it = store_.next(it)) resolve(it);
    }

    void resolve(SymbolId id) {
        const Symbol it = symbol(id);
        if (it.binding == Binding::free) return;  // handed down from a scope inside
        if (it.is(Symbol::kDeclaredGlobal)) {
            symbol(id).binding = Binding::global_explicit;
        } else if ((it.uses & kBinds) != 0 && !it.is(Symbol::kDeclaredNonlocal)) {
            symbol(id).binding = it.binding == Binding::cell ? Binding::cell : Binding::local;
        } else {
            find_outside(id);
        }
    }

    void find_outside(SymbolId id) {
        const NameId name = symbol(id).name;
        const ScopeId inner = symbol(id).scope;
        bool class_is_visible = sees_class(scope(inner).kind);
        for (ScopeId at = scope(inner).parent; at.valid(); at = scope(at).parent) {
            const ScopeKind kind = scope(at).kind;
            const SymbolId found = owner_in(at, name, class_is_visible);
            if (found.valid()) return make_free(id, found);
            if (stops_) break;
            class_is_visible = class_is_visible && sees_class(kind);
        }
        if (stops_) {
            stops_ = false;
            symbol(id).binding = stop_binding_;
            return;
        }
        symbol(id).binding = Binding::global_implicit;
    }

    // The cell that `name` means when looked for in `at`; or none. Sets `stops_` where the search ends at
    // a global.
    SymbolId owner_in(ScopeId at, NameId name, bool class_is_visible) {
        const ScopeKind kind = scope(at).kind;
        if (kind == ScopeKind::module) return {};
        const SymbolId found = store_.find(at, name);
        if (kind == ScopeKind::class_) return owner_in_class(at, name, found, class_is_visible);
        if (!found.valid()) return {};
        const Symbol& it = symbol(found);
        if (it.is(Symbol::kDeclaredGlobal)) {
            stop_at(Binding::global_implicit);
            return {};
        }
        if (it.is(Symbol::kDeclaredNonlocal)) return it.owner;
        if ((it.uses & kBinds) != 0) return found;
        if (it.owner.valid()) return it.owner;
        // It was looked for from there before: with the same result, unless a class could be seen.
        if (!sees_class(kind)) stop_at(Binding::global_implicit);
        return {};
    }

    SymbolId owner_in_class(ScopeId at, NameId name, SymbolId found, bool class_is_visible) {
        if (class_is_visible && found.valid()) {
            const Symbol& it = symbol(found);
            if (it.is(Symbol::kDeclaredGlobal)) {
                stop_at(Binding::global_explicit);
                return {};
            }
            if ((it.uses & kBinds) != 0) {
                stop_at(Binding::global_implicit);
                return {};
            }
        }
        return name == class_name_ ? class_cell(at) : SymbolId{};
    }

    // The cell of `__class__` has a name that no program can bind.
    SymbolId class_cell(ScopeId of_class) {
        const SymbolId made = store_.enter(of_class, class_cell_);
        symbol(made).uses |= Symbol::kImplicitClass;
        symbol(made).binding = Binding::cell;
        return made;
    }

    void stop_at(Binding binding) {
        stops_ = true;
        stop_binding_ = binding;
    }

    // Makes `id` free, and every scope between it and its owner pass it on.
    void make_free(SymbolId id, SymbolId owner) {
        const std::uint32_t last_read = symbol(id).last_read;
        symbol(id).binding = Binding::free;
        symbol(id).owner = owner;
        const NameId name = symbol(id).name;
        ScopeId crossed = crosses(symbol(id).scope) ? symbol(id).scope : ScopeId{};
        for (ScopeId at = scope(symbol(id).scope).parent; at != symbol(owner).scope; at = scope(at).parent) {
            if (crosses(at)) crossed = at;
            Symbol& it = symbol(store_.enter(at, name));
            if (it.owner == owner) break;  // so do those around it, already
            const bool means_another = (it.uses & kBinds) != 0 || it.is(Symbol::kDeclaredGlobal) ||
                                       (it.is(Symbol::kReferenced) && sees_class(scope(at).kind));
            if (means_another) {
                if (scope(at).kind == ScopeKind::class_) {
                    it.uses |= Symbol::kPassesOn;
                    it.owner = owner;
                }
                continue;
            }
            it.binding = Binding::free;
            it.owner = owner;
        }
        adopt(id, owner, crossed, last_read);
    }

    [[nodiscard]] bool crosses(ScopeId at) const { return !is_inlined(scope(at).kind); }

    // What the owner learns from one free use: `crossed` is the outermost function in between.
    void adopt(SymbolId id, SymbolId owner, ScopeId crossed, std::uint32_t last_read) {
        const bool writes = symbol(id).is(Symbol::kDeclaredNonlocal) && symbol(id).bindings > 0;
        Symbol& it = symbol(owner);
        if (it.is(Symbol::kImplicitClass)) return;
        it.binding = Binding::cell;
        if (!crossed.valid()) {
            // A comprehension of the same function: an ordinary use.
            it.last_read = std::max(it.last_read, last_read);
            if (writes) it.bindings += symbol(id).bindings;
            if (writes) it.uses |= Symbol::kBoundInLoop;
            return;
        }
        const std::uint32_t where = scope(crossed).node.index();
        it.uses |= Symbol::kCaptured;
        if (writes) it.uses |= Symbol::kRebound;
        it.first_capture = std::min(it.first_capture, where);
        it.last_read = std::max(it.last_read, where);
    }

    program::Module& module_;
    SymbolStore& store_;
    NameId class_name_;
    NameId class_cell_;
    bool stops_ = false;
    Binding stop_binding_ = Binding::global_implicit;
};

}  // namespace

void resolve_symbols(program::Module& module, SymbolStore& store) {
    Resolution(module, store).run();
}

ScopeId home_of(const program::Module& module, ScopeId scope) {
    while (is_inlined(module.scopes[scope.index()].kind)) {
        scope = module.scopes[scope.index()].parent;
    }
    return scope;
}

}  // namespace doppelint::lowering
