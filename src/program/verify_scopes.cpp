#include <cstdint>
#include <string>
#include <unordered_set>
#include <vector>

#include "program/literal.h"
#include "program/verification.h"

namespace doppelint::program {
namespace {

class Scopes {
  public:
    explicit Scopes(Verification& verification) : verification_(verification), module_(verification.module) {}

    void run() {
        outline();
        places();
        is_listed_.assign(module_.symbols.size(), false);
        for (std::uint32_t it = 0; it < module_.scopes.size(); ++it) symbols(ScopeId{it});
        for (std::uint32_t it = 0; it < module_.symbols.size(); ++it) symbol(SymbolId{it});
    }

  private:
    void outline() {
        for (std::uint32_t index = 0; index < module_.scopes.size(); ++index) {
            const Scope& it = module_.scopes[index];
            const bool is_first = index == 0;
            check(ScopeId{index}, is_first == (it.kind == ScopeKind::module),
                  "the first scope, and no other, is the module's");
            check(ScopeId{index}, is_first != it.parent.valid(), "every scope but the first has a parent");
            if (!it.parent) continue;
            const Scope& parent = module_.scopes[it.parent.index()];
            check(ScopeId{index}, it.is_nested || !parent.is_nested,
                  "what is inside a nested scope is nested");
        }
    }

    void symbols(ScopeId id) {
        std::unordered_set<NameId> names;
        SymbolId before;
        for (const SymbolId it : module_.symbols_of(module_.scopes[id.index()])) {
            const Symbol& symbol = module_.symbols[it.index()];
            check(id, symbol.scope == id, "it lists a name of another scope");
            check(id, names.insert(symbol.name).second, "it has two symbols of one name");
            check(id, !before || before < it, "its names are not in order");
            is_listed_[it.index()] = true;
            before = it;
        }
    }

    void symbol(SymbolId id) {
        const Symbol& it = module_.symbols[id.index()];
        const std::string name = name_literal(module_.text(it.name));
        check(it.scope, is_listed_[id.index()], "it does not list its name " + name);
        if (it.binding != Binding::free && !it.is(Symbol::kPassesOn)) {
            const bool owns_itself = it.is(Symbol::kImplicitClass) && it.owner == id;
            check(it.scope, !it.owner || owns_itself, "its name " + name + " has an owner and is not free");
            return;
        }
        if (!it.owner)
            return verification_.report(title(it.scope) + name + " is free or passed on without an owner");
        const Symbol& owner = module_.symbols[it.owner.index()];
        check(it.scope, owner.binding == Binding::cell, "the owner of " + name + " is no cell");
        check(it.scope, owner.name == it.name || owner.is(Symbol::kImplicitClass),
              "the owner of " + name + " has another name");
        check(it.scope, encloses(owner.scope, it.scope),
              "the owner of " + name + " is not in a scope around it");
    }

    // By each scope's place in a walk that enters a scope before those inside it.
    void places() {
        const std::size_t count = module_.scopes.size();
        size_.assign(count, 1);
        place_.assign(count, 0);
        for (std::size_t at = count; at-- > 0;) {
            const ScopeId parent = module_.scopes[at].parent;
            if (parent) size_[parent.index()] += size_[at];
        }
        std::vector<std::size_t> next(count, 0);
        for (std::size_t at = 0; at < count; ++at) {
            const ScopeId parent = module_.scopes[at].parent;
            if (parent) {
                place_[at] = next[parent.index()];
                next[parent.index()] += size_[at];
            }
            next[at] = place_[at] + 1;
        }
    }

    [[nodiscard]] bool encloses(ScopeId outer, ScopeId inner) const {
        const std::size_t first = place_[outer.index()];
        const std::size_t place = place_[inner.index()];
        return place > first && place - first < size_[outer.index()];
    }

    static std::string title(ScopeId id) { return "scope " + std::to_string(id.index()) + ": "; }
    void check(ScopeId id, bool sound, std::string_view sentence) {
        if (!sound) verification_.report(title(id).append(sentence));
    }

    Verification& verification_;
    const Module& module_;
    std::vector<bool> is_listed_;
    std::vector<std::size_t> place_, size_;
};

}  // namespace

void verify_scopes(Verification& it) {
    Scopes(it).run();
}

}  // namespace doppelint::program
