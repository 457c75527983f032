#pragma once

#include <vector>

#include "checks/check.h"
#include "findings/suppressions.h"
#include "session/check.h"
#include "session/loaded_project.h"
#include "session/located.h"

namespace doppelint::session {

/// What the rules found in one file and no comment silences, as far as it is to be told.
[[nodiscard]] std::vector<Located> located_bugs(const LoadedProject& project, program::ModuleId module,
                                                std::vector<checks::Draft> drafts,
                                                findings::Suppressions& suppressions);

}  // namespace doppelint::session
