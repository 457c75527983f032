#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "findings/selection.h"
#include "session/file_system.h"
#include "session/python_versions.h"

namespace doppelint::session {

/// The names of configuration files; of several in one folder the first counts.
inline constexpr std::array<std::string_view, 3> kConfigurationFiles{".doppelint.toml", "doppelint.toml",
                                                                     "pyproject.toml"};

/// Exclude patterns and the folder from which they are seen.
struct PatternGroup {
    std::string folder;
    std::vector<std::string> patterns;
};

/// Rules that are not told of where files match, and the folder from which the pattern is seen.
struct PerFileIgnore {
    std::string folder;
    std::string pattern;
    std::vector<findings::RuleSelector> rules;
};

/// What one configuration file says, with what it inherits through `extend`. Nothing where it is silent.
struct Configuration {
    std::string path;  ///< of the file
    std::optional<PatternGroup> exclude;
    std::vector<PatternGroup> extend_exclude;
    std::optional<std::vector<std::string>> source_roots;  ///< `src`, as absolute paths
    std::optional<std::vector<std::string>> models;        ///< likewise
    /// Of libraries that the project uses: name and version, as written.
    std::optional<std::vector<std::pair<std::string, std::string>>> libraries;
    std::optional<VersionRange> target_version;
    std::optional<std::uint64_t> max_file_size;
    std::vector<findings::SelectionLayer> selections;  ///< what is inherited comes first
    std::vector<PerFileIgnore> per_file_ignores;       ///< likewise
    std::optional<findings::Confidence> min_confidence;
    std::optional<std::string> baseline;      ///< an absolute path
    std::optional<std::string> cache_folder;  ///< likewise
    /// For each key where it is said, as `path:line`.
    std::map<std::string, std::string, std::less<>> origins;
};

/// Reads the file at the absolute `path`; its relative paths and patterns are seen from `folder`. None where
/// it is a pyproject.toml without `[tool.doppelint]`. Errors name the file and the line, and of a misspelt
/// key the nearest that exists.
[[nodiscard]] Result<std::optional<Configuration>> read_configuration(const FileSystem& files,
                                                                      const std::string& path,
                                                                      const std::string& folder);

/// What `requires-python` of the pyproject.toml at `path` says, or none.
[[nodiscard]] Result<std::optional<std::string>> read_requires_python(const FileSystem& files,
                                                                      const std::string& path);

}  // namespace doppelint::session
