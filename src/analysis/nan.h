#pragma once

#include "analysis/global_names.h"
#include "analysis/readers.h"

namespace doppelint::analysis {

/// What a register of the function has to do with NaN, as far as its text and the module's globals tell:
/// `float("nan")`, `math.nan`, `-NAN`, `(None, math.nan)`.
[[nodiscard]] Nan nan_of(const program::Module& module, const program::Function& function,
                         const GlobalReader& globals, program::ValueId value);

}  // namespace doppelint::analysis
