#pragma once

#include <string_view>

#include "checks/subject.h"

namespace doppelint::checks {

/// Whether a module is one of tests, by its dotted name.
[[nodiscard]] bool is_test(std::string_view module);

/// Whether the function stands in such a module.
[[nodiscard]] bool is_in_test(const Subject& subject);

}  // namespace doppelint::checks
