#pragma once

// toml++ as every source of this folder includes it: no exceptions, all in headers.
#define TOML_EXCEPTIONS 0
#define TOML_HEADER_ONLY 1
#include <string>

#include <toml++/toml.h>

#include "base/result.h"
#include "session/file_system.h"

namespace doppelint::session {

/// Reads the TOML file at `path`; the error of one that is not TOML names the file and the line.
[[nodiscard]] Result<toml::table> read_toml(const FileSystem& files, const std::string& path);

}  // namespace doppelint::session
