#pragma once

#include <string_view>

namespace doppelint::checks {

/// Whether a module is one of tests, by its dotted name.
[[nodiscard]] bool is_test(std::string_view module);

}  // namespace doppelint::checks
