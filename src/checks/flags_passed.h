#pragma once

#include "checks/subject.h"

namespace doppelint::checks {

/// Whether the call, with the flags that it passes or leaves as they are by default, may come to the change
/// that the called function makes without having asked for it: `take(options)` never does what stands below
/// `if pop:`, and `take(options, pop=True)` wants it.
[[nodiscard]] bool may_come_to(const Subject& subject, const analysis::Change& change);

}  // namespace doppelint::checks
