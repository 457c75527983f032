#pragma once

#include <cstdint>
#include <vector>

#include "program/module.h"

namespace doppelint::lowering {

/// The symbols of a module while its scopes are being found: looks one up by scope and name in constant
/// time, and keeps those of one scope in a chain.
class SymbolStore {
  public:
    explicit SymbolStore(program::Module& module);

    program::ScopeId add_scope(const program::Scope& scope);
    /// The symbol of that name in that scope, made where there is none yet.
    program::SymbolId enter(program::ScopeId scope, NameId name);
    [[nodiscard]] program::SymbolId find(program::ScopeId scope, NameId name) const;

    [[nodiscard]] program::SymbolId first(program::ScopeId scope) const {
        return chains_[scope.index()].first;
    }
    [[nodiscard]] program::SymbolId next(program::SymbolId symbol) const { return next_[symbol.index()]; }

    /// Writes the chains into the module, scope by scope.
    void finish();

  private:
    struct Chain {
        program::SymbolId first, last;
        std::uint32_t count = 0;
    };

    [[nodiscard]] std::size_t slot_of(program::ScopeId scope, NameId name) const;
    void grow();

    program::Module& module_;
    std::vector<Chain> chains_;              // by scope
    std::vector<program::SymbolId> next_;    // by symbol
    std::vector<program::SymbolId> latest_;  // by name: the symbol that was asked for last
    std::vector<program::SymbolId> slots_;   // a hash table over (scope, name)
};

}  // namespace doppelint::lowering
