#pragma once

#include "project/project.h"

namespace doppelint::project {

/// Whether an `__eq__` asks for the class of what it is compared with, and then answers True or False and
/// nothing else: it says of None what `is` says, too.
[[nodiscard]] bool knows_strangers(const Project& project, CodeId equality);

}  // namespace doppelint::project
