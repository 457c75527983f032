#pragma once

#include <optional>
#include <string>

#include "checks/check.h"

namespace doppelint::checks {

/// `[x for _ in range(n)]` for `[x] * n`. Safe unless working `x` out runs something. None where it is
/// written in another way, or cannot be worked out more than once.
[[nodiscard]] std::optional<DraftFix> made_for_each_place(const Subject& subject, NodeId repetition,
                                                          std::string message);

/// `{key: x for key in keys}` for `dict.fromkeys(keys, x)`; likewise.
[[nodiscard]] std::optional<DraftFix> made_for_each_key(const Subject& subject, NodeId call,
                                                        std::string message);

}  // namespace doppelint::checks
