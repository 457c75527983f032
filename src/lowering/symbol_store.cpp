#include "lowering/symbol_store.h"

namespace doppelint::lowering {
namespace {

constexpr std::size_t kFirstSlots = 512;

std::size_t mix(program::ScopeId scope, NameId name) {
    const std::uint64_t key = (std::uint64_t{scope.index()} << 32U) | name.index();
    return static_cast<std::size_t>((key * 0x9E3779B97F4A7C15ULL) >> 20U);
}

}  // namespace

using program::ScopeId;
using program::SymbolId;

SymbolStore::SymbolStore(program::Module& module) : module_(module), slots_(kFirstSlots) {}

ScopeId SymbolStore::add_scope(const program::Scope& scope) {
    module_.scopes.push_back(scope);
    chains_.emplace_back();
    return ScopeId{static_cast<std::uint32_t>(chains_.size() - 1)};
}

std::size_t SymbolStore::slot_of(ScopeId scope, NameId name) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = mix(scope, name) & mask;
    while (slots_[at].valid()) {
        const program::Symbol& symbol = module_.symbols[slots_[at].index()];
        if (symbol.scope == scope && symbol.name == name) break;
        at = (at + 1) & mask;
    }
    return at;
}

SymbolId SymbolStore::find(ScopeId scope, NameId name) const {
    if (!name.valid()) return {};
    return slots_[slot_of(scope, name)];
}

SymbolId SymbolStore::enter(ScopeId scope, NameId name) {
    if (name.index() >= latest_.size()) latest_.resize(module_.names.size() * 2);
    SymbolId& latest = latest_[name.index()];
    if (latest.valid() && module_.symbols[latest.index()].scope == scope) return latest;
    std::size_t at = slot_of(scope, name);
    if (!slots_[at].valid()) {
        if (module_.symbols.size() * 2 >= slots_.size()) {
            grow();
            at = slot_of(scope, name);
        }
        const SymbolId made{static_cast<std::uint32_t>(module_.symbols.size())};
        program::Symbol& symbol = module_.symbols.emplace_back();
        symbol.name = name;
        symbol.scope = scope;
        slots_[at] = made;
        next_.emplace_back();
        Chain& chain = chains_[scope.index()];
        if (chain.last.valid()) next_[chain.last.index()] = made;
        if (!chain.first.valid()) chain.first = made;
        chain.last = made;
        ++chain.count;
    }
    latest = slots_[at];
    return latest;
}

void SymbolStore::grow() {
    slots_.assign(slots_.size() * 2, SymbolId{});
    for (std::uint32_t it = 0; it < module_.symbols.size(); ++it) {
        const program::Symbol& symbol = module_.symbols[it];
        slots_[slot_of(symbol.scope, symbol.name)] = SymbolId{it};
    }
}

void SymbolStore::finish() {
    module_.scope_symbols.reserve(module_.symbols.size());
    for (std::uint32_t it = 0; it < chains_.size(); ++it) {
        program::Scope& scope = module_.scopes[it];
        scope.first_symbol = static_cast<std::uint32_t>(module_.scope_symbols.size());
        scope.symbol_count = chains_[it].count;
        for (SymbolId symbol = chains_[it].first; symbol.valid(); symbol = next(symbol)) {
            module_.scope_symbols.push_back(symbol);
        }
    }
}

}  // namespace doppelint::lowering
