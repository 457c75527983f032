#pragma once

#include <string_view>

#include "base/result.h"
#include "models/library_range.h"

namespace doppelint::models {

/// What `library` says: "pandas", "pandas>=3", "pandas<3", "pandas>=2,<3". The name is a part of the text.
[[nodiscard]] Result<LibraryRange> parse_library_range(std::string_view text);

/// "3", "2.1" or "2.1.4".
[[nodiscard]] Result<LibraryVersion> parse_library_version(std::string_view text);

}  // namespace doppelint::models
