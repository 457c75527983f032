#pragma once

#include <vector>

#include "analysis/interpreter.h"
#include "checks/check.h"

namespace doppelint::checks {

/// Analyzes every function of a file and runs every check over it. `context` and `tree` are of one module.
[[nodiscard]] std::vector<Draft> findings_in(const analysis::Context& context, const syntax::Tree& tree);

}  // namespace doppelint::checks
