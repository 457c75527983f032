#pragma once

#include <optional>
#include <string>

#include "checks/check.h"

namespace doppelint::checks {

/// Gives the closure the variable as the default of a parameter, which keeps the value of the turn:
/// `lambda x=x: …`. Safe where nobody but the program itself gets the closure: others, and decorators, may
/// pass something for the parameter. None where the variable gets its value only behind the closure.
[[nodiscard]] std::optional<DraftFix> bound_in_turn(const Subject& subject, const analysis::LateBinding& it,
                                                    std::string message);

}  // namespace doppelint::checks
