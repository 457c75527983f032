#pragma once

#include "checks/subject.h"

namespace doppelint::checks {

/// Whether nothing is done with the copy but to walk it: it guards the walk, and what it holds is meant to
/// change.
[[nodiscard]] bool is_only_walked(const Subject& subject, ValueId copy);

/// Whether the register holds something of this function alone that nobody reads once control has come by
/// `event`, until the register gets something else.
[[nodiscard]] bool is_never_read_after(const Subject& subject, ValueId value, ValueId event);

/// Whether what the register holds, or another register that holds the same, is used once control has come by
/// `event`.
[[nodiscard]] bool is_used_after(const Subject& subject, ValueId value, ValueId event);

}  // namespace doppelint::checks
