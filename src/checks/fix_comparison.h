#pragma once

#include <optional>

#include "checks/comparisons.h"

namespace doppelint::checks {

/// Asks whether both sides are equal: `==` for `is`, `assertEqual` for `assertIs`, `a == b` for
/// `id(a) == id(b)`. Safe unless a side may be of a class that says itself what is equal. None where the
/// comparison is written in another way.
[[nodiscard]] std::optional<DraftFix> compared_by_value(const Subject& subject, const Comparison& comparison,
                                                        std::string message);

}  // namespace doppelint::checks
