#pragma once

#include <string_view>

#include "project/project.h"

namespace doppelint::project {

/// The first function in the class's module that takes what such an attribute holds for what was once: it
/// compares it, gives it back, or puts it somewhere else. None if none does.
[[nodiscard]] CodeId snapshot_user(const Project& project, const ClassInfo& info, std::string_view attribute);

}  // namespace doppelint::project
