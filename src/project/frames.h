#pragma once

#include "project/project.h"

namespace doppelint::project {

/// Whether the function asks for frames of the calls that are under way, so that it may read what the locals
/// of its caller hold.
[[nodiscard]] bool reads_frames(const Project& project, CodeId code);

}  // namespace doppelint::project
