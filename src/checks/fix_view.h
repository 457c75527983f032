#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "checks/shown.h"

namespace doppelint::checks {

/// `dict(d).keys()` for `d.keys()`: a view of a copy, which nobody changes. Safe where it is a dict.
[[nodiscard]] std::optional<DraftFix> copied_below(const Subject& subject, const Shown& shown,
                                                   std::string message);

/// `x[:].copy()` for `x[:]`, with the method by which its library copies. Safe.
[[nodiscard]] std::optional<DraftFix> copied_by_method(const Subject& subject, const Shown& shown,
                                                       std::string_view call, std::string message);

}  // namespace doppelint::checks
