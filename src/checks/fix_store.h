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

/// What the store puts into the container, as written; none where it is not written there.
[[nodiscard]] NodeId stored_expression(const Subject& subject, ValueId store, ValueId stored);

/// `frame.copy()`, `tensor.clone()` for an array that is stored. Unsafe likewise.
[[nodiscard]] std::optional<DraftFix> array_copied_when_stored(const Subject& subject, NodeId expression,
                                                               ObjectId array, std::string message);

}  // namespace doppelint::checks
