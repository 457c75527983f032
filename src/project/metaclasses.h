#pragma once

#include "project/class_table.h"

namespace doppelint::project {

/// What the metaclass, whose methods may be those of other classes, puts in the place of what the bodies of
/// its classes bind: `attributes[name] = Member(...)` in `__new__`, `setattr(cls, ...)` in `__init__`.
[[nodiscard]] Replaced replaced_by(const Project& project, const ClassTable& classes,
                                   const ClassInfo& metaclass);

}  // namespace doppelint::project
