#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "program/module.h"
#include "program/parse_cursor.h"

namespace doppelint::program {

/// Reads the scopes of the printed form into a module.
class ScopeReader {
  public:
    explicit ScopeReader(Module& module) : module_(module) {}

    /// `scope 1 function f in 0 nested @4`, behind the first word.
    void scope(Cursor& cursor);
    /// `x: free of 0 referenced, bindings 2`; belongs to the scope read last.
    void symbol(Cursor& cursor);
    /// Puts everything into the module; a sentence if it does not fit together.
    std::optional<std::string> finish();

  private:
    struct Entry {
        std::uint32_t number = 0;
        Scope scope;
        std::vector<SymbolId> symbols;
    };
    struct Owned {
        SymbolId symbol;
        std::uint32_t owner_scope = 0;
    };

    void binding(Cursor& cursor, Symbol& symbol);
    static void uses(Cursor& cursor, Symbol& symbol);
    static void counts(Cursor& cursor, Symbol& symbol);
    std::optional<std::string> place_scopes();
    std::optional<std::string> find_owners();

    Module& module_;
    std::vector<Entry> entries_;
    std::vector<Owned> owned_;
};

}  // namespace doppelint::program
