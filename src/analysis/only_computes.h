#pragma once

#include "analysis/interpreter.h"

namespace doppelint::analysis {

/// Whether nothing happens in the finished run but that a result is worked out.
[[nodiscard]] bool only_computes(Interpreter& interpreter);

}  // namespace doppelint::analysis
