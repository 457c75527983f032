#pragma once

#include <string>
#include <string_view>

// As every source of this folder includes it: without exceptions, all in headers.
#define TOML_EXCEPTIONS 0
#define TOML_HEADER_ONLY 1
#include <toml++/toml.h>

#include "base/result.h"

namespace doppelint::session {

/// `text` as TOML; the error of what is none names `path`, where it comes from, and the line.
[[nodiscard]] Result<toml::table> parse_toml(std::string_view text, const std::string& path);

}  // namespace doppelint::session
