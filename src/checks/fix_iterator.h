#pragma once

#include <optional>
#include <string>

#include "checks/check.h"

namespace doppelint::checks {

/// Makes a list where an iterator is made: `list(map(…))`, `[x for …]` for `(x for …)`. Unsafe: all of it is
/// worked out at once.
[[nodiscard]] std::optional<DraftFix> made_a_list(const Subject& subject, NodeId iterator,
                                                  std::string message);

}  // namespace doppelint::checks
