#pragma once

#include <optional>
#include <string>

#include "checks/check.h"

namespace doppelint::checks {

/// Makes a list where this instruction makes an iterator: `list(map(…))`, `[x for …]` for `(x for …)`.
/// Unsafe: all of it is worked out at once. None where the function takes single items from it, by `next`.
[[nodiscard]] std::optional<DraftFix> made_a_list(const Subject& subject, ValueId made, std::string message);

}  // namespace doppelint::checks
