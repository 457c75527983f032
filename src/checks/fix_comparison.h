#pragma once

#include <optional>

#include "checks/comparisons.h"

namespace doppelint::checks {

/// Asks whether both sides are equal: `==` for `is`, `assertEqual` for `assertIs`, `a == b` for
/// `id(a) == id(b)`. Safe unless a side may be of a class that says itself what is equal, or `==` would take
/// a truth for a number. None where the comparison is written in another way.
[[nodiscard]] std::optional<DraftFix> compared_by_value(const Subject& subject, const Comparison& comparison,
                                                        std::string message);

/// Whether one side is 0 or 1, and what `==` does not tell from it may come to the other: False, True, an
/// equal number of another type.
[[nodiscard]] bool tells_truths_apart(const Subject& subject, const Comparison& comparison);

/// Asks whether both are one object: `is` for `==`, which only the answer of an `__eq__` tells apart. Safe.
[[nodiscard]] std::optional<DraftFix> compared_by_identity(const Subject& subject, NodeId comparison,
                                                           std::string message);

/// `math.isnan(x)` for a comparison of `x` with NaN. Unsafe: it takes numbers only.
[[nodiscard]] std::optional<DraftFix> asked_for_nan(const Subject& subject, NodeId comparison, NodeId nan,
                                                    std::string message);

/// Whether one side is written out, so that only what is in it can have been meant: `[]`, `{}`, `f"{x}"`.
[[nodiscard]] bool compares_with_display(const Subject& subject, const Comparison& comparison);

}  // namespace doppelint::checks
