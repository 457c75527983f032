#include "session/plan.h"

#include <algorithm>
#include <utility>

#include "session/log.h"
#include "session/paths.h"
#include "session/repository.h"
#include "session/stopwatch.h"

namespace doppelint::session {
namespace {

constexpr std::string_view kStandardInput = "-";

std::vector<std::string> without_standard_input(const std::vector<std::string>& paths) {
    std::vector<std::string> result;
    std::ranges::copy_if(paths, std::back_inserter(result),
                         [](const std::string& it) { return it != kStandardInput; });
    return result;
}

// Standard input takes the place of a file of its name.
void insert(std::vector<InputFile>& files, InputFile input) {
    const auto same = std::ranges::find(files, input.path, &InputFile::path);
    if (same != files.end()) {
        same->unsaved = std::move(input.unsaved);
        return;
    }
    const auto place = std::ranges::upper_bound(files, input.shown, {}, &InputFile::shown);
    files.insert(place, std::move(input));
}

Result<void> add_standard_input(Plan& plan, const Named& named, SettingsFinder& finder,
                                const Environment& environment) {
    const std::string shown =
        named.standard_input_name.empty() ? std::string(kStandardInput) : named.standard_input_name;
    InputFile input{absolute_path(environment.working_folder, shown), shown, 0, 0, std::nullopt};
    const Result<SettingsPointer> settings = finder.settings_in(std::string(parent_of(input.path)));
    if (!settings) return tl::unexpected(settings.error());
    Result<std::string> bytes = named.read_standard_input((*settings)->max_file_size);
    if (!bytes) {
        plan.warnings.push_back(shown + ": " + bytes.error().message);
        return {};
    }
    input.size = bytes->size();
    input.unsaved = *std::move(bytes);
    insert(plan.request.files, std::move(input));
    return {};
}

Result<void> add_files(Plan& plan, const std::vector<std::string>& paths, const FileSystem& files,
                       SettingsFinder& finder, const Environment& environment) {
    Result<Discovery> discovery = discover(paths, files, environment, finder);
    if (!discovery) return tl::unexpected(discovery.error());
    for (FoundFile& it : discovery->files) {
        plan.request.files.push_back(
            {std::move(it.path), std::move(it.shown), it.size, it.settings->max_file_size, std::nullopt});
    }
    plan.warnings = std::move(discovery->warnings);
    return {};
}

// A project's tests import it, wherever both lie: from the configured roots, from what was named, and from
// `src` beside it.
std::vector<std::string> import_roots(const Plan& plan, const std::string& common, const FileSystem& files) {
    std::vector<std::string> result = plan.source_roots;
    for (const std::string& folder : {common, project_root(files, common)}) {
        for (const std::string& root : {folder, join_path(folder, "src")}) {
            if (std::ranges::find(result, root) == result.end()) result.push_back(root);
        }
    }
    return result;
}

}  // namespace

Result<Plan> make_plan(const Named& named, const Overrides& overrides, const FileSystem& files,
                       const Environment& environment) {
    Stopwatch watch;
    Plan plan;
    SettingsFinder finder(files, environment, overrides);
    const std::vector<std::string> paths = without_standard_input(named.paths);
    if (const auto done = add_files(plan, paths, files, finder, environment); !done) {
        return tl::unexpected(done.error());
    }
    if (paths.size() < named.paths.size()) {
        const auto done = add_standard_input(plan, named, finder, environment);
        if (!done) return tl::unexpected(done.error());
    }
    const std::string common =
        paths.empty() ? environment.working_folder : folder_of_all(paths, files, environment);
    const Result<ProjectSettings> project = finder.project_settings(common);
    if (!project) return tl::unexpected(project.error());
    plan.request.working_folder = environment.working_folder;
    plan.request.target_version = project->target_version;
    plan.source_roots = project->source_roots;
    plan.request.source_roots = project->source_roots;
    Result<ProjectLibraryPointer> library = ProjectLibrary::read(project->libraries, files);
    if (!library) return tl::unexpected(library.error());
    plan.request.library = *std::move(library);
    plan.request.import_roots = import_roots(plan, common, files);
    log("the target is Python " + name_of(project->target_version));
    plan.discover_time = watch.lap();
    return plan;
}

}  // namespace doppelint::session
