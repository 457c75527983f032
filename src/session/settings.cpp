#include "session/settings.h"

#include <algorithm>
#include <ranges>
#include <utility>

#include "session/default_excludes.h"
#include "session/log.h"
#include "session/paths.h"
#include "source/source_file.h"

namespace doppelint::session {
namespace {

constexpr std::string_view kProjectFile = "pyproject.toml";

template <class Patterns>
PatternList pattern_list(const std::string& folder, const Patterns& patterns) {
    PatternList result(folder, {});
    for (const auto& pattern : patterns) result.add(pattern);
    return result;
}

bool is_configuration_name(std::string_view name) {
    return std::ranges::find(kConfigurationFiles, name) != kConfigurationFiles.end();
}

// The nearest of the file and the folders around it that a pattern knows decides.
bool is_meant(const PatternList& patterns, std::string_view path) {
    FileKind kind = FileKind::file;
    for (std::string_view at = path; !at.empty(); at = parent_of(at)) {
        const PatternList::Verdict verdict = patterns.decide(at, kind);
        if (verdict != PatternList::Verdict::none) return verdict == PatternList::Verdict::ignored;
        kind = FileKind::folder;
    }
    return false;
}

}  // namespace

ReportingPointer reporting_for(const Settings& settings, std::string_view path) {
    std::optional<Reporting> own;
    for (const IgnoredWhere& it : settings.per_file_ignores) {
        if (!is_meant(it.patterns, path)) continue;
        if (!own) own = *settings.reporting;
        for (const findings::RuleSelector& rule : it.rules) own->rules.remove(rule);
    }
    return own ? std::make_shared<Reporting>(*own) : settings.reporting;
}

bool is_excluded(const Settings& settings, std::string_view path, FileKind kind) {
    for (const PatternList& patterns : std::views::reverse(settings.excludes)) {
        const PatternList::Verdict verdict = patterns.decide(path, kind);
        if (verdict != PatternList::Verdict::none) return verdict == PatternList::Verdict::ignored;
    }
    return false;
}

SettingsFinder::SettingsFinder(const FileSystem& files, const Environment& environment, Overrides overrides)
    : files_(files), environment_(environment), overrides_(std::move(overrides)) {}

bool SettingsFinder::looks_around() const {
    return overrides_.isolation == Overrides::Isolation::configured && overrides_.configuration_file.empty();
}

// What extends stands behind what it extends, so that `!` in it can take something back.
std::vector<PatternList> SettingsFinder::excludes_of(const Configuration& configuration) const {
    std::vector<PatternList> result;
    if (overrides_.exclude) {
        result.push_back(pattern_list(environment_.working_folder, *overrides_.exclude));
    } else if (configuration.exclude) {
        result.push_back(pattern_list(configuration.exclude->folder, configuration.exclude->patterns));
    } else {
        result.push_back(pattern_list("/", kDefaultExcludes));
    }
    for (const PatternGroup& group : configuration.extend_exclude) {
        result.push_back(pattern_list(group.folder, group.patterns));
    }
    result.push_back(pattern_list(environment_.working_folder, overrides_.extend_exclude));
    return result;
}

ReportingPointer SettingsFinder::reporting_of(const Configuration& configuration) const {
    std::vector<findings::SelectionLayer> layers = configuration.selections;
    layers.push_back(overrides_.selection);
    auto result = std::make_shared<Reporting>();
    result->rules = findings::selected(layers);
    if (configuration.min_confidence) result->min_confidence = *configuration.min_confidence;
    if (overrides_.min_confidence) result->min_confidence = *overrides_.min_confidence;
    return result;
}

std::vector<IgnoredWhere> SettingsFinder::ignored_by(const Configuration& configuration) const {
    std::vector<IgnoredWhere> result;
    for (const auto* const group : {&configuration.per_file_ignores, &overrides_.per_file_ignores}) {
        for (const PerFileIgnore& it : *group) {
            PatternList patterns(it.folder, {});
            patterns.add(it.pattern);
            result.push_back({std::move(patterns), it.rules});
        }
    }
    return result;
}

SettingsFinder::KnownPointer SettingsFinder::make_known(Configuration configuration) const {
    auto settings = std::make_shared<Settings>();
    settings->excludes = excludes_of(configuration);
    settings->max_file_size =
        overrides_.max_file_size.value_or(configuration.max_file_size.value_or(source::kDefaultMaximumBytes));
    settings->reporting = reporting_of(configuration);
    settings->per_file_ignores = ignored_by(configuration);
    return std::make_shared<Known>(Known{std::move(configuration), std::move(settings)});
}

// What holds everywhere: the file that the command line names, or no configuration at all. Relative paths in
// the file named are seen from the working folder, so that one file serves many projects.
Result<SettingsFinder::KnownPointer> SettingsFinder::fixed() {
    if (fixed_ != nullptr) return fixed_;
    Configuration configuration;
    if (overrides_.isolation == Overrides::Isolation::configured) {
        const std::string path = absolute_path(environment_.working_folder, overrides_.configuration_file);
        Result<std::optional<Configuration>> read =
            read_configuration(files_, path, environment_.working_folder);
        if (!read) return tl::unexpected(read.error());
        if (!*read) return failure(path + " has no [tool.doppelint]");
        configuration = std::move(**read);
    }
    fixed_ = make_known(std::move(configuration));
    return fixed_;
}

// The configuration that stands in `folder` itself, or null.
Result<SettingsFinder::KnownPointer> SettingsFinder::load(const std::string& folder) {
    for (const std::string_view name : kConfigurationFiles) {
        const std::string path = join_path(folder, name);
        if (files_.status(path).kind != FileKind::file) continue;
        Result<std::optional<Configuration>> read = read_configuration(files_, path, folder);
        if (!read) return tl::unexpected(read.error());
        if (!*read) continue;
        log(path + " holds for what is below it");
        return make_known(std::move(**read));
    }
    return KnownPointer();
}

Result<SettingsFinder::KnownPointer> SettingsFinder::known_in(const std::string& folder) {
    if (!looks_around()) return fixed();
    std::vector<std::string> passed;
    KnownPointer found;
    for (std::string_view at = folder; !at.empty() && found == nullptr; at = parent_of(at)) {
        if (const auto known = known_.find(at); known != known_.end()) {
            found = known->second;
            break;
        }
        passed.emplace_back(at);
        Result<KnownPointer> loaded = load(passed.back());
        if (!loaded) return loaded;
        found = std::move(*loaded);
    }
    if (found == nullptr) found = make_known({});
    for (std::string& it : passed) known_.emplace(std::move(it), found);
    return found;
}

Result<SettingsPointer> SettingsFinder::settings_in(const std::string& folder) {
    Result<KnownPointer> known = known_in(folder);
    if (!known) return tl::unexpected(known.error());
    return (*known)->settings;
}

Result<SettingsPointer> SettingsFinder::settings_in(const std::string& folder,
                                                    std::span<const FolderEntry> entries,
                                                    const SettingsPointer& outer) {
    const bool has_own =
        std::ranges::any_of(entries, [](const FolderEntry& it) { return is_configuration_name(it.name); });
    if (!looks_around() || !has_own) return outer;
    return settings_in(folder);
}

// Of the nearest project that says it. A file that cannot be understood is its packager's business.
std::optional<SettingsFinder::Required> SettingsFinder::required_versions(const std::string& folder) const {
    for (std::string_view at = folder; !at.empty(); at = parent_of(at)) {
        const std::string path = join_path(at, kProjectFile);
        if (files_.status(path).kind != FileKind::file) continue;
        const Result<std::optional<std::string>> required = read_requires_python(files_, path);
        if (required && !*required) continue;
        const Result<VersionRange> range =
            required ? parse_requires_python(**required) : tl::unexpected(required.error());
        if (range) return Required(*range, path);
        log(path + ": requires-python is not used: " + range.error().message);
        break;
    }
    return std::nullopt;
}

Result<Configuration> SettingsFinder::configuration_in(const std::string& folder) {
    const Result<KnownPointer> known = known_in(folder);
    if (!known) return tl::unexpected(known.error());
    return (*known)->configuration;
}

Result<ProjectSettings> SettingsFinder::project_settings(const std::string& folder) {
    const Result<KnownPointer> known = known_in(folder);
    if (!known) return tl::unexpected(known.error());
    ProjectSettings result;
    const Configuration& configuration = (*known)->configuration;
    result.source_roots = configuration.source_roots.value_or(std::vector<std::string>());
    result.libraries = {configuration.path, configuration.models.value_or(std::vector<std::string>()),
                        configuration.libraries.value_or(decltype(result.libraries.versions)())};
    result.baseline = overrides_.baseline ? overrides_.baseline : configuration.baseline;
    result.cache_folder = overrides_.cache_folder ? overrides_.cache_folder : configuration.cache_folder;
    std::optional<VersionRange> target = overrides_.target_version;
    if (!target) target = configuration.target_version;
    if (!target && overrides_.isolation == Overrides::Isolation::configured) {
        if (std::optional<Required> required = required_versions(folder)) {
            target = required->first;
            result.required_by = std::move(required->second);
        }
    }
    if (target) result.target_version = *target;
    return result;
}

}  // namespace doppelint::session
