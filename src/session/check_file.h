#pragma once

#include <string>
#include <vector>

#include "checks/check.h"
#include "session/check.h"
#include "session/front.h"
#include "session/loaded_project.h"

namespace doppelint::session {

/// What one file has to say.
struct FileReport {
    std::vector<findings::Finding> findings;  ///< sorted
    report::Statistics statistics;
};

/// `drafts` is what the checks found in its functions.
[[nodiscard]] FileReport report_of(const LoadedProject& project, program::ModuleId module,
                                   std::vector<checks::Draft> drafts, const FileSystem& files);

}  // namespace doppelint::session
