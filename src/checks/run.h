#pragma once

#include <vector>

#include "analysis/analyze.h"
#include "checks/check.h"

namespace doppelint::checks {

/// Runs every check over one function whose analysis is finished.
[[nodiscard]] std::vector<Draft> findings_of(const FileSubject& file,
                                             const analysis::FunctionAnalysis& function);

/// Analyzes every function of a file and runs every check over it. `context` and `tree` are of one module.
[[nodiscard]] std::vector<Draft> findings_in(const analysis::Context& context, const syntax::Tree& tree);

}  // namespace doppelint::checks
