#pragma once

#include <string>
#include <string_view>

#include "report/look.h"

namespace doppelint::report {

/// What changes between two texts of the file, as `diff -u` tells it; nothing where they are the same.
[[nodiscard]] std::string render_difference(std::string_view path, std::string_view before,
                                            std::string_view after);

/// Such a difference as people see it on a terminal.
[[nodiscard]] std::string painted_difference(std::string_view difference, Color color);

}  // namespace doppelint::report
