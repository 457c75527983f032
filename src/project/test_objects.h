#pragma once

#include <string_view>

#include "project/project.h"

namespace doppelint::project {

/// Whether instances of the class, each of which runs one test, get something new under the attribute before
/// each test.
[[nodiscard]] bool is_made_for_each_test(const Project& project, const ClassInfo& info,
                                         std::string_view attribute);

/// Whether a parameter of this name of the function is filled anew for each test, by a fixture.
[[nodiscard]] bool is_filled_for_each_test(const Project& project, CodeId test, std::string_view parameter);

}  // namespace doppelint::project
