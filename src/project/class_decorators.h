#pragma once

#include "project/class_table.h"

namespace doppelint::project {

/// Whether each decorator of the class is known to give back the class that it gets. Of another nothing says
/// what the name stands for: a function that gives one kept instance, perhaps.
[[nodiscard]] bool is_given_back(const Project& project, const ClassInfo& info);

}  // namespace doppelint::project
