#pragma once

#include <string>
#include <vector>

#include "session/settings.h"

namespace doppelint::session {

/// One setting as it holds, and where that comes from.
struct EffectiveSetting {
    std::string key;
    std::string value;   ///< as TOML
    std::string origin;  ///< "default", "command line", or `path:line`
};

/// The settings for what stands at the absolute `path`, a file or a folder, by their keys.
[[nodiscard]] Result<std::vector<EffectiveSetting>> effective_settings(const std::string& path,
                                                                       const FileSystem& files,
                                                                       const Environment& environment,
                                                                       const Overrides& overrides);

}  // namespace doppelint::session
