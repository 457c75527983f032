#pragma once

#include <optional>
#include <string>
#include <vector>

#include "findings/baseline.h"
#include "session/changed_lines.h"

namespace doppelint::session {

/// Which of the findings that are there somebody wants to hear of now.
struct Narrowing {
    std::optional<ChangedLines> changed;         ///< only what stands on one of these
    std::optional<findings::Baseline> baseline;  ///< not what is known

    /// Leaves those that are wanted. How many were left out because they are known.
    std::size_t apply(std::vector<findings::Finding>& found, const FileSystem& files,
                      const std::string& working_folder) const;
};

}  // namespace doppelint::session
