#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "session/discovery.h"
#include "session/memory_file_system.h"

namespace doppelint::session {

/// A project in memory, in which a test stands in the working folder /p.
class Project {
  public:
    Project() { environment.working_folder = "/p"; }

    /// Adds empty files, or folders where the path ends in a slash.
    Project& with(std::initializer_list<std::string_view> paths) {
        for (const std::string_view path : paths) {
            if (path.ends_with('/')) {
                files.add_folder(path);
            } else {
                files.add_file(path, "");
            }
        }
        return *this;
    }

    Project& with(std::string_view path, std::string text) {
        files.add_file(path, std::move(text));
        return *this;
    }

    [[nodiscard]] Result<Discovery> discover(const std::vector<std::string>& named = {"."},
                                             Overrides overrides = {}) const {
        SettingsFinder settings(files, environment, std::move(overrides));
        return session::discover(named, files, environment, settings);
    }

    /// What is shown of the files found; of a failure the sentence alone.
    [[nodiscard]] std::vector<std::string> found(const std::vector<std::string>& named = {"."},
                                                 Overrides overrides = {}) const {
        const Result<Discovery> discovery = discover(named, std::move(overrides));
        if (!discovery) return {"error: " + discovery.error().message};
        std::vector<std::string> result;
        for (const FoundFile& file : discovery->files) result.push_back(file.shown);
        return result;
    }

    [[nodiscard]] std::vector<std::string> warnings(const std::vector<std::string>& named = {"."}) const {
        const Result<Discovery> discovery = discover(named);
        return discovery ? discovery->warnings : std::vector<std::string>{discovery.error().message};
    }

    MemoryFileSystem files{"/p"};
    Environment environment;
};

using Paths = std::vector<std::string>;

}  // namespace doppelint::session
