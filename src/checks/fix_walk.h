#pragma once

#include <optional>
#include <string>

#include "checks/check.h"

namespace doppelint::checks {

/// Walks over a list of what is there when the walk begins: `list(d)` for `d`. Safe where the walk would end
/// in an error, and where it only takes the item of its turn out of a list. None where the loop works with
/// places of a list, which a copy does not have.
[[nodiscard]] std::optional<DraftFix> walked_as_list(const Subject& subject, const analysis::Broken& broken,
                                                     std::string message);

}  // namespace doppelint::checks
