#pragma once

#include <vector>

#include "analysis/interpreter.h"

namespace doppelint::analysis {

/// The analyses of one function. They live while the visitor looks at them.
struct FunctionAnalysis {
    program::FunctionId id;
    Interpreter& any_caller;  ///< for whatever callers pass
    /// For the call that passes nothing where a default is mutable; null: there is none.
    Interpreter* with_defaults = nullptr;
    std::vector<DefaultObject> defaults;  ///< those that are mutable
};

}  // namespace doppelint::analysis
