#include "session/effective_settings.h"

#include <algorithm>
#include <span>
#include <string_view>
#include <utility>

#include "session/default_excludes.h"
#include "session/paths.h"
#include "session/plan.h"
#include "session/toml.h"
#include "source/source_file.h"

namespace doppelint::session {
namespace {

// With TOML's escapes.
std::string quoted(std::string_view text) {
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string result = "\"";
    for (const char it : text) {
        const auto byte = static_cast<unsigned char>(it);
        if (it == '"' || it == '\\') result += '\\';
        if (byte < 0x20 || byte == 0x7F) {
            result.append("\\u00").append({kDigits[byte / 16U], kDigits[byte % 16U]});
        } else {
            result += it;
        }
    }
    return result + "\"";
}

template <class Texts>
std::string listed(const Texts& texts) {
    std::string result = "[";
    for (const auto& it : texts) {
        if (result.size() > 1) result += ", ";
        result += quoted(it);
    }
    result += "]";
    return result;
}

/// Puts the settings together.
class Telling {
  public:
    Telling(Configuration said, Overrides overrides)
        : said_(std::move(said)), overrides_(std::move(overrides)) {}

    void tell(std::string_view key, std::string value, std::string origin) {
        result_.push_back({std::string(key), std::move(value), std::move(origin)});
    }
    /// With the origin that the command line, or a file, gives it.
    void tell(std::string_view key, std::string value, bool is_overridden) {
        tell(key, std::move(value), is_overridden ? "command line" : origin_of({key}));
    }
    // All places that have a word in it.
    [[nodiscard]] std::string origin_of(std::span<const std::string_view> keys) const {
        std::string result;
        for (const std::string_view key : keys) {
            const auto found = said_.origins.find(key);
            if (found != said_.origins.end()) result += (result.empty() ? "" : ", ") + found->second;
        }
        return result.empty() ? "default" : result;
    }
    [[nodiscard]] std::string origin_of(std::initializer_list<std::string_view> keys) const {
        return origin_of(std::span(keys.begin(), keys.size()));
    }

    void tell_files() {
        std::vector<std::string> excludes(kDefaultExcludes.begin(), kDefaultExcludes.end());
        if (said_.exclude) excludes = said_.exclude->patterns;
        if (overrides_.exclude) excludes = *overrides_.exclude;
        tell("exclude", listed(excludes), overrides_.exclude.has_value());
        std::vector<std::string> more;
        for (const PatternGroup& it : said_.extend_exclude)
            more.insert(more.end(), it.patterns.begin(), it.patterns.end());
        more.insert(more.end(), overrides_.extend_exclude.begin(), overrides_.extend_exclude.end());
        tell("extend-exclude", listed(more), !overrides_.extend_exclude.empty());
    }

    void tell_rules(const Reporting& reporting) {
        std::vector<std::string_view> codes;
        for (const findings::Rule& it : findings::all_rules()) {
            if (reporting.rules.has(it.code)) codes.push_back(it.code);
        }
        const findings::SelectionLayer& asked = overrides_.selection;
        const bool is_overridden = asked.select || !asked.extend_select.empty() || !asked.ignore.empty() ||
                                   !overrides_.per_file_ignores.empty();
        tell("select",
             codes.size() == findings::all_rules().size() ? listed(std::span(&kAll, 1)) : listed(codes),
             is_overridden ? "command line"
                           : origin_of({"select", "extend-select", "ignore", "per-file-ignores"}));
        tell("min-confidence", quoted(name_of(reporting.min_confidence)),
             overrides_.min_confidence.has_value());
    }

    void tell_project(const ProjectSettings& project, const Environment& environment) {
        tell("src", listed(project.source_roots), false);
        tell("models", listed(project.libraries.models), false);
        std::string libraries;
        for (const auto& [name, version] : project.libraries.versions)
            libraries += (libraries.empty() ? "" : ", ") + name + " = " + quoted(version);
        tell("libraries", "{" + libraries + "}", false);
        tell("baseline", quoted(project.baseline.value_or("")), overrides_.baseline.has_value());
        tell("cache-dir", quoted(cache_folder(project.cache_folder, environment)),
             overrides_.cache_folder.has_value());
        const bool is_required = !project.required_by.empty();
        tell("target-version", quoted(name_of(project.target_version)),
             overrides_.target_version ? "command line"
             : is_required             ? "requires-python of " + project.required_by
                                       : origin_of({"target-version"}));
    }

    std::vector<EffectiveSetting> result() && {
        std::ranges::sort(result_, {}, &EffectiveSetting::key);
        return std::move(result_);
    }
    [[nodiscard]] bool overrides_size() const { return overrides_.max_file_size.has_value(); }

  private:
    static constexpr std::string_view kAll = "ALL";

    Configuration said_;
    Overrides overrides_;
    std::vector<EffectiveSetting> result_;
};

}  // namespace

Result<std::vector<EffectiveSetting>> effective_settings(const std::string& path, const FileSystem& files,
                                                         const Environment& environment,
                                                         const Overrides& overrides) {
    SettingsFinder finder(files, environment, overrides);
    const bool is_folder = files.status(path).kind == FileKind::folder;
    const std::string folder = is_folder ? path : std::string(parent_of(path));
    const Result<SettingsPointer> settings = finder.settings_in(folder);
    if (!settings) return tl::unexpected(settings.error());
    Result<Configuration> said = finder.configuration_in(folder);
    if (!said) return tl::unexpected(said.error());
    const Result<ProjectSettings> project = finder.project_settings(folder);
    if (!project) return tl::unexpected(project.error());
    Telling telling(*std::move(said), overrides);
    telling.tell_files();
    telling.tell_rules(is_folder ? *(*settings)->reporting : *reporting_for(**settings, path));
    telling.tell_project(*project, environment);
    telling.tell("max-file-size", std::to_string((*settings)->max_file_size), telling.overrides_size());
    return std::move(telling).result();
}

}  // namespace doppelint::session
