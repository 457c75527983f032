#pragma once

#include <functional>

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

/// Runs every function of a module, in the order of their beginning, and shows each to `visit`.
void analyze_module(const Context& context, Arena& arena,
                    const std::function<void(const FunctionAnalysis&)>& visit);

}  // namespace doppelint::analysis
