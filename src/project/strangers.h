#pragma once

#include "project/project.h"

namespace doppelint::project {

/// Whether an `__eq__` or `__ne__` says of None, or else of an `object()`, what `is` says, too: run with it,
/// it gives that answer; or it asks for the class of what it is compared with, and then answers True or False
/// and nothing else.
[[nodiscard]] bool knows_strangers(const Project& project, CodeId equality, bool is_none);

}  // namespace doppelint::project
