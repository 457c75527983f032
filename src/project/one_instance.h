#pragma once

#include "project/project.h"

namespace doppelint::project {

/// Whether the class and those below it are called in one place of the project alone, where a module is
/// loaded or a global is found empty: what the class has and what its one instance has is the same.
[[nodiscard]] bool has_one_instance(const Project& project, const ClassInfo& info);

}  // namespace doppelint::project
