#pragma once

#include <string_view>

#include "models/model.h"

namespace doppelint::project {

/// Whether some container has a method of this name that changes it.
[[nodiscard]] bool changes_receiver(const models::Library& library, std::string_view method);

/// Whether no container has a method of this name that gives anything but None.
[[nodiscard]] bool gives_nothing(const models::Library& library, std::string_view method);

}  // namespace doppelint::project
