#pragma once

#include "project/project.h"

namespace doppelint::project {

/// Whether all that calls the function, as far as is seen, are the body of its module and those of packages
/// around it, themselves or by functions that only they call: it has run before anybody gets a name from
/// there.
[[nodiscard]] bool runs_at_import(const Project& project, CodeId code);

}  // namespace doppelint::project
