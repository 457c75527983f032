#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "session/environment.h"
#include "session/settings.h"

namespace doppelint::session {

struct FoundFile {
    std::string path;   ///< absolute
    std::string shown;  ///< as given on the command line, or relative to the working folder
    std::uint64_t size = 0;
    SettingsPointer settings;
};

struct Discovery {
    std::vector<FoundFile> files;       ///< each once, sorted by what is shown
    std::vector<std::string> warnings;  ///< what could not be read, as `path: why`, sorted
};

/// The files that are checked when `named` files and folders are given: of a folder the Python files in it
/// that nothing leaves out; of a named file itself, whatever would leave it out. Fails where a path does not
/// exist or a configuration is wrong.
[[nodiscard]] Result<Discovery> discover(std::span<const std::string> named, const FileSystem& files,
                                         const Environment& environment, SettingsFinder& settings);

/// The deepest folder that holds everything named.
[[nodiscard]] std::string folder_of_all(std::span<const std::string> named, const FileSystem& files,
                                        const Environment& environment);

}  // namespace doppelint::session
