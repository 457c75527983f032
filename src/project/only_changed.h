#pragma once

#include <string_view>

#include "project/project.h"

namespace doppelint::project {

/// Whether the class's own attribute, whose name begins with an underscore, is only ever read to change what
/// it holds: what nobody looks into, nobody finds changed. As far as the modules of the class, of those it
/// derives from and of those below it tell.
[[nodiscard]] bool is_only_changed(const Project& project, const ClassInfo& info, std::string_view name);

}  // namespace doppelint::project
