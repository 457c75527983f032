#include "session/discovery.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "session/folder_walk.h"
#include "session/paths.h"

namespace doppelint::session {
namespace {

constexpr std::size_t kLongestFirstLine = 128;

bool climbs(std::string_view path) {
    return ("/" + std::string(path) + "/").find("/../") != std::string::npos;
}

// `..` behind a link means the folder above the link's target, which the text of the path does not tell.
std::string absolute_of(const std::string& named, const FileSystem& files, const Environment& environment) {
    std::string absolute = absolute_path(environment.working_folder, named);
    if (!climbs(named)) return absolute;
    const std::string given = named.starts_with('/') ? named : join_path(environment.working_folder, named);
    return files.real_path(given).value_or(absolute);
}

bool is_python_script(const FileSystem& files, const std::string& path) {
    const Result<std::string> beginning = files.read_beginning(path, kLongestFirstLine);
    if (!beginning || !beginning->starts_with("#!")) return false;
    const std::string_view line = std::string_view(*beginning).substr(0, beginning->find('\n'));
    return line.find("python") != std::string_view::npos;
}

std::string complaint(const FileSystem& files, const std::string& path, const FileStatus& status) {
    if (status.kind == FileKind::inaccessible) return status.problem;
    if (status.kind != FileKind::file) return "not a regular file";
    if (has_python_name(path) || is_python_script(files, path)) return {};
    const Result<std::string> readable = files.read_beginning(path, 0);
    return readable ? "not a Python file by its name, nor a script with a Python #! line"
                    : readable.error().message;
}

/// What one run of `discover` collects.
struct Collector {
    const FileSystem& files;
    const Environment& environment;
    SettingsFinder& settings;
    FolderWalk walk;

    Result<void> take(const std::string& named) {
        const std::string path = absolute_of(named, files, environment);
        FileStatus status = files.status(path);
        if (named.empty() || status.kind == FileKind::missing) {
            return failure("no such file or folder: `" + named + "`");
        }
        if (status.kind == FileKind::folder) return walk.walk(path, tidy_path(named));
        const std::string wrong = complaint(files, path, status);
        if (!wrong.empty()) {
            walk.warnings().push_back(tidy_path(named) + ": " + wrong);
            return {};
        }
        Result<SettingsPointer> own = settings.settings_in(std::string(parent_of(path)));
        if (!own) return tl::unexpected(own.error());
        walk.candidates().push_back({path, tidy_path(named), std::move(status), Candidate::Way::named, *own});
        return {};
    }
};

// Keeps the best name of each file.
std::vector<FoundFile> without_doubles(std::vector<Candidate>& candidates) {
    const auto order = [](const Candidate& it) {
        return std::tie(it.status.identity, it.way, it.path, it.shown);
    };
    const auto identity = [](const Candidate& it) { return it.status.identity; };
    std::ranges::sort(candidates, {}, order);
    const auto doubles = std::ranges::unique(candidates, {}, identity);
    candidates.erase(doubles.begin(), doubles.end());
    std::vector<FoundFile> result;
    result.reserve(candidates.size());
    for (Candidate& it : candidates) {
        result.push_back({std::move(it.path), std::move(it.shown), it.status.size, std::move(it.settings)});
    }
    std::ranges::sort(result, {}, &FoundFile::shown);
    return result;
}

void sort_and_unite(std::vector<std::string>& lines) {
    std::ranges::sort(lines);
    const auto doubles = std::ranges::unique(lines);
    lines.erase(doubles.begin(), doubles.end());
}

}  // namespace

Result<Discovery> discover(std::span<const std::string> named, const FileSystem& files,
                           const Environment& environment, SettingsFinder& settings) {
    Collector collector{files, environment, settings, FolderWalk(files, environment, settings)};
    for (const std::string& path : named) {
        if (const Result<void> taken = collector.take(path); !taken) return tl::unexpected(taken.error());
    }
    Discovery result;
    result.files = without_doubles(collector.walk.candidates());
    result.warnings = std::move(collector.walk.warnings());
    sort_and_unite(result.warnings);
    return result;
}

std::string folder_of_all(std::span<const std::string> named, const FileSystem& files,
                          const Environment& environment) {
    std::vector<std::string> folders;
    for (const std::string& path : named) {
        std::string absolute = absolute_of(path, files, environment);
        const bool is_folder = files.status(absolute).kind == FileKind::folder;
        folders.push_back(is_folder ? std::move(absolute) : std::string(parent_of(absolute)));
    }
    return common_folder(folders);
}

}  // namespace doppelint::session
