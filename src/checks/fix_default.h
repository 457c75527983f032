#pragma once

#include <optional>
#include <string>

#include "checks/check.h"

namespace doppelint::checks {

/// A parameter of a function of this file that has a default.
struct DefaultOf {
    FunctionId function;
    std::uint32_t parameter = 0;
};

/// Takes `None` for the default, and works the value out first thing in the body, where it is missing: behind
/// the docstring, never by `or`. An annotation gets its `None`. Safe if the value is written out and the
/// function does not ask for `None` itself. None where the value cannot be worked out there, as in a lambda.
[[nodiscard]] std::optional<DraftFix> default_made_in_call(const Subject& subject, const DefaultOf& it,
                                                           std::string message);

}  // namespace doppelint::checks
