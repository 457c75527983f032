#pragma once

#include <optional>
#include <string>

#include "checks/check.h"

namespace doppelint::checks {

/// `field(default_factory=list)` for the default `[]` of a dataclass's field. Safe if it is written out. None
/// where it is no plain default.
[[nodiscard]] std::optional<DraftFix> made_by_factory(const Subject& subject, NodeId value,
                                                      std::string message);

}  // namespace doppelint::checks
