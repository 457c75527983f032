#pragma once

#include <optional>
#include <string>

#include "checks/check.h"

namespace doppelint::checks {

/// Calls first, and then goes on with the object, `receiver`, that the call changed: `x.sort()` for
/// `x = x.sort()`; `x.sort()` and `return x` for `return x.sort()`. Safe unless another name gets the object.
/// None where the call is a part of something else.
[[nodiscard]] std::optional<DraftFix> called_first(const Subject& subject, NodeId call, NodeId receiver,
                                                   std::string message);

/// `name = name.strip()` for `name.strip()`. Unsafe. None where what is asked is no local variable, or gives
/// something of another sort.
[[nodiscard]] std::optional<DraftFix> result_taken(const Subject& subject, NodeId call, std::string message);

}  // namespace doppelint::checks
