#pragma once

#include "project/project.h"

namespace doppelint::project {

/// Whether a method does nothing but give back what it gets: it is there for classes below to say more.
[[nodiscard]] bool is_placeholder(const Project& project, CodeId method);

/// Whether some way through the function gives back what it got for a parameter.
[[nodiscard]] bool may_give_back(const Project& project, CodeId code);

}  // namespace doppelint::project
