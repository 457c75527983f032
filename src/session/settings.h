#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "session/configuration.h"
#include "session/environment.h"
#include "session/ignore_rules.h"
#include "session/project_library.h"
#include "session/reporting.h"

namespace doppelint::session {

/// What the command line says in place of, or beside, the configuration.
struct Overrides {
    enum class Isolation : std::uint8_t { configured, isolated };
    Isolation isolation = Isolation::configured;
    std::string configuration_file;  ///< read instead of all others; empty: none
    std::optional<std::vector<std::string>> exclude;
    std::vector<std::string> extend_exclude;
    std::optional<std::uint64_t> max_file_size;
    std::optional<VersionRange> target_version;
    findings::SelectionLayer selection;
    std::vector<PerFileIgnore> per_file_ignores;
    std::optional<findings::Confidence> min_confidence;
    std::optional<std::string> baseline;      ///< an absolute path
    std::optional<std::string> cache_folder;  ///< likewise
};

/// Rules that are not told of where files, or folders around them, match.
struct IgnoredWhere {
    PatternList patterns;
    std::vector<findings::RuleSelector> rules;
};

/// What holds for the files below one folder: the nearest configuration above them, under the overrides.
struct Settings {
    std::vector<PatternList> excludes;  ///< the last that knows a path decides
    std::uint64_t max_file_size = 0;
    ReportingPointer reporting = std::make_shared<Reporting>();  ///< where no pattern says otherwise
    std::vector<IgnoredWhere> per_file_ignores;
};

/// What is told of the findings in the file at the absolute `path`.
[[nodiscard]] ReportingPointer reporting_for(const Settings& settings, std::string_view path);

/// Whether the exclude patterns leave `path` out; the folders above it are the caller's business.
[[nodiscard]] bool is_excluded(const Settings& settings, std::string_view path, FileKind kind);

using SettingsPointer = std::shared_ptr<const Settings>;

/// What holds for a whole run: it is read for the folder that holds everything named.
struct ProjectSettings {
    VersionRange target_version;
    std::string required_by;                ///< the file whose requires-python says so; empty: none
    std::vector<std::string> source_roots;  ///< the configured `src`, as absolute paths
    LibrarySettings libraries;
    std::optional<std::string> baseline;      ///< an absolute path
    std::optional<std::string> cache_folder;  ///< likewise
};

/// Finds and remembers which configuration holds where.
class SettingsFinder {
  public:
    /// `files` and `environment` must outlive the finder.
    SettingsFinder(const FileSystem& files, const Environment& environment, Overrides overrides);

    /// The settings for files that stand in `folder` itself, an absolute path.
    [[nodiscard]] Result<SettingsPointer> settings_in(const std::string& folder);
    /// The same where `entries` are what the folder holds and `outer` holds in the folder around it.
    [[nodiscard]] Result<SettingsPointer> settings_in(const std::string& folder,
                                                      std::span<const FolderEntry> entries,
                                                      const SettingsPointer& outer);

    [[nodiscard]] Result<ProjectSettings> project_settings(const std::string& folder);
    /// What configuration files say of `folder`, without the overrides.
    [[nodiscard]] Result<Configuration> configuration_in(const std::string& folder);

  private:
    struct Known {
        Configuration configuration;
        SettingsPointer settings;
    };
    using KnownPointer = std::shared_ptr<const Known>;

    [[nodiscard]] bool looks_around() const;
    [[nodiscard]] Result<KnownPointer> fixed();
    [[nodiscard]] Result<KnownPointer> known_in(const std::string& folder);
    [[nodiscard]] Result<KnownPointer> load(const std::string& folder);
    [[nodiscard]] std::vector<PatternList> excludes_of(const Configuration& configuration) const;
    [[nodiscard]] ReportingPointer reporting_of(const Configuration& configuration) const;
    [[nodiscard]] std::vector<IgnoredWhere> ignored_by(const Configuration& configuration) const;
    [[nodiscard]] KnownPointer make_known(Configuration configuration) const;
    /// And the file that says it.
    using Required = std::pair<VersionRange, std::string>;
    [[nodiscard]] std::optional<Required> required_versions(const std::string& folder) const;

    const FileSystem& files_;
    const Environment& environment_;
    Overrides overrides_;
    KnownPointer fixed_;
    std::map<std::string, KnownPointer, std::less<>> known_;
};

}  // namespace doppelint::session
