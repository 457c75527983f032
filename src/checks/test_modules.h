#pragma once

#include <span>
#include <string_view>

#include "checks/subject.h"

namespace doppelint::checks {

/// Whether a module is one of tests, by its dotted name.
[[nodiscard]] bool is_test(std::string_view module);

/// Whether the function stands in such a module.
[[nodiscard]] bool is_in_test(const Subject& subject);

/// Whether each of the objects came to the function, a test, as something that was made for this test alone:
/// nobody sees it afterwards.
[[nodiscard]] bool dies_with_test(const Subject& subject, std::span<const ObjectId> objects);

}  // namespace doppelint::checks
