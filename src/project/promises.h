#pragma once

#include <cstdint>
#include <string_view>

#include "project/project.h"

namespace doppelint::project {

/// What an annotation says of a name beside its type: it belongs to the class, or stays as it is.
enum class Promise : std::uint8_t { none, class_variable, final_ };

/// `written` stands in the module; see program::AnnotatedName.
[[nodiscard]] Promise promise_of(const Project& project, ModuleId module, std::string_view written);

}  // namespace doppelint::project
