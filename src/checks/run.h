#pragma once

#include <vector>

#include "checks/check.h"

namespace doppelint::checks {

/// Runs every check over one function.
[[nodiscard]] std::vector<Draft> findings_in(const Subject& subject);

}  // namespace doppelint::checks
