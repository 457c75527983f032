#pragma once

#include <string>
#include <vector>

#include "base/result.h"

namespace doppelint::session {

/// Runs the program `git` in `folder` and gives what it writes. Its own words, or why it could not be run,
/// are the error.
[[nodiscard]] Result<std::string> run_git(const std::string& folder,
                                          const std::vector<std::string>& arguments);

}  // namespace doppelint::session
