#pragma once

#include "lowering/symbol_store.h"
#include "program/module.h"

namespace doppelint::lowering {

/// Decides for every symbol where it lives: in its own scope, in one around it, or in the module; with
/// CPython's rules. Marks those that another function captures.
void resolve_symbols(program::Module& module, SymbolStore& store);

}  // namespace doppelint::lowering
