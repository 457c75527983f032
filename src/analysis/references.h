#pragma once

#include <vector>

#include "project/project.h"

namespace doppelint::analysis {

/// The code that a function names, sorted: what it may call as far as names tell.
[[nodiscard]] std::vector<program::CodeId> references_of(const project::Project& project,
                                                         program::CodeId code);

}  // namespace doppelint::analysis
