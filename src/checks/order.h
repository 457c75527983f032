#pragma once

#include <vector>

#include "checks/subject.h"

namespace doppelint::checks {

/// By instruction: whether it may run after `from`.
[[nodiscard]] std::vector<bool> reached_from(const Subject& subject, ValueId from);
/// The same before `until` runs, which makes another value of a register.
[[nodiscard]] std::vector<bool> reached_from(const Subject& subject, ValueId from, ValueId until);

}  // namespace doppelint::checks
