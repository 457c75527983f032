#pragma once

#include "lowering/options.h"
#include "program/module.h"
#include "syntax/tree.h"

namespace doppelint::lowering {

/// Turns a tree into a program: scopes, functions, blocks and instructions. Never fails: a region that is not
/// Python is left out and the function around it marked incomplete.
[[nodiscard]] program::Module lower(const syntax::Tree& tree, const Options& options = {});

}  // namespace doppelint::lowering
