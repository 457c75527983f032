#pragma once

#include <optional>
#include <string>

#include "checks/check.h"

namespace doppelint::checks {

/// Stores a copy of what the instruction `store` stores. Unsafe: what is changed later, before the next turn,
/// the copy does not have.
[[nodiscard]] std::optional<DraftFix> copied_when_stored(const Subject& subject, ValueId store,
                                                         ValueId stored, models::Kind kind,
                                                         std::string message);

}  // namespace doppelint::checks
