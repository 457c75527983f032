#pragma once

#include <cstdint>
#include <vector>

#include "checks/subject.h"

namespace doppelint::checks {

/// The changes of the object that a parameter is bound to when the function begins; not of what it holds.
[[nodiscard]] std::vector<analysis::Change> changes_of_parameter(const FunctionRun& run, std::uint32_t index);

}  // namespace doppelint::checks
