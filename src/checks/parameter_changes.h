#pragma once

#include <cstdint>
#include <vector>

#include "checks/subject.h"

namespace doppelint::checks {

/// The changes of the object that a parameter is bound to when the function begins; not of what it holds.
[[nodiscard]] std::vector<analysis::Change> changes_of_parameter(const FunctionRun& run, std::uint32_t index);
/// The changes of that object by functions that stand inside the function and have captured it. Their place
/// is `callee_at`.
[[nodiscard]] std::vector<analysis::Change> changes_by_closures(const Subject& subject,
                                                                const FunctionRun& run, std::uint32_t index);
/// The changes of what that object held when the function began.
[[nodiscard]] std::vector<analysis::Change> changes_of_parts(const FunctionRun& run, std::uint32_t index);

}  // namespace doppelint::checks
