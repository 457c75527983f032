#pragma once

#include <string_view>

#include "project/project.h"

namespace doppelint::project {

/// Whether the modules of the class, and of those it derives from, store attributes of the name, and all that
/// they store in them are containers made right there: such an attribute never holds what was there before.
[[nodiscard]] bool gets_new_containers(const Project& project, const ClassInfo& info, std::string_view name);

}  // namespace doppelint::project
