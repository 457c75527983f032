#pragma once

#include <string_view>

#include "project/project.h"

namespace doppelint::project {

/// Whether some statement of the module gives both attributes of an object one value:
/// `self._sent = self._known = rows`. So long as none is bound anew, both hold one object.
[[nodiscard]] bool are_bound_together(const Project& project, ModuleId id, std::string_view one,
                                      std::string_view other);

}  // namespace doppelint::project
