#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace doppelint::session {

/// The value of `core.excludesFile` in the text of a git configuration file, as written but for quotes; none
/// where it is not set. Files that it includes are not read.
[[nodiscard]] std::optional<std::string> excludes_file_in(std::string_view text);

}  // namespace doppelint::session
