#pragma once

#include "project/project.h"

namespace doppelint::project {

/// Whether an `__eq__` always gives False or NotImplemented, or a `__ne__` True or NotImplemented, where None
/// comes, or else an `object()`: what `is` answers, too. Methods and functions that it calls are followed. A
/// class that asks for None itself means its answer, whatever that is.
[[nodiscard]] bool answers_strangers_as_is(const Project& project, CodeId equality, bool is_none);

}  // namespace doppelint::project
