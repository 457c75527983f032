#pragma once

#include <string_view>

#include "checks/subject.h"

namespace doppelint::checks {

/// Whether the function's docstring says that the function changes what it is given for the parameter: in a
/// sentence that has its name, or in what is said of it in the list of parameters.
[[nodiscard]] bool announces_change(const Subject& subject, std::string_view parameter);

}  // namespace doppelint::checks
