#include "session/repository.h"

#include <algorithm>
#include <array>
#include <optional>
#include <ranges>
#include <utility>
#include <vector>

#include "session/configuration.h"
#include "session/git_config.h"
#include "session/log.h"
#include "session/module_names.h"
#include "session/paths.h"

namespace doppelint::session {
namespace {

constexpr std::uint64_t kMostBytes = std::uint64_t{16} << 20;
constexpr std::string_view kIgnoreFile = ".gitignore";
constexpr std::string_view kGit = ".git";

bool exists(const FileSystem& files, const std::string& path) {
    return files.status(path).kind != FileKind::missing;
}

template <class Names>
std::optional<std::string> nearest_with(const FileSystem& files, std::string_view folder,
                                        const Names& names) {
    for (std::string_view at = folder; !at.empty(); at = parent_of(at)) {
        const bool found = std::ranges::any_of(
            names, [&](std::string_view name) { return exists(files, join_path(at, name)); });
        if (found) return std::string(at);
    }
    return std::nullopt;
}

std::string trimmed(std::string_view text) {
    constexpr std::string_view kBlank = " \t\r\n";
    const std::size_t first = std::min(text.find_first_not_of(kBlank), text.size());
    return std::string(text.substr(first, text.find_last_not_of(kBlank) + 1 - first));
}

}  // namespace

std::string project_root(const FileSystem& files, const std::string& folder) {
    constexpr std::array<std::string_view, 2> kRepositories{kGit, ".hg"};
    if (auto found = nearest_with(files, folder, kRepositories)) return *found;
    if (auto found = nearest_with(files, folder, kConfigurationFiles)) return *found;
    return ModuleNames(files, {}).module_of(join_path(folder, "x.py")).root;
}

IgnoreScopes IgnoreFiles::with_file(const std::string& base, const std::string& path,
                                    IgnoreScopes outer) const {
    if (path.empty()) return outer;
    const Result<std::string> text = files_.read(path, kMostBytes);
    if (!text) {
        if (exists(files_, path)) log(path + " is not used: " + text.error().message);
        return outer;
    }
    PatternList patterns(base, *text);
    if (patterns.empty()) return outer;
    return std::make_shared<IgnoreScope>(IgnoreScope{std::move(outer), std::move(patterns)});
}

// Git does not follow a link of this name.
IgnoreScopes IgnoreFiles::with_own_file(const std::string& folder, IgnoreScopes outer) const {
    const std::string path = join_path(folder, kIgnoreFile);
    if (files_.kind_without_following(path) != FileKind::file) return outer;
    return with_file(folder, path, std::move(outer));
}

// In a worktree or a submodule, `.git` is a file that names the folder, and that may name a shared one.
std::string IgnoreFiles::shared_git_folder(const std::string& root) const {
    constexpr std::string_view kPointer = "gitdir:";
    std::string folder = join_path(root, kGit);
    const Result<std::string> pointer = files_.read(folder, kMostBytes);
    if (pointer && pointer->starts_with(kPointer)) {
        folder = absolute_path(root, trimmed(std::string_view(*pointer).substr(kPointer.size())));
    }
    const Result<std::string> shared = files_.read(join_path(folder, "commondir"), kMostBytes);
    return shared ? absolute_path(folder, trimmed(*shared)) : folder;
}

std::string IgnoreFiles::users_ignore_file(const std::string& git_folder) const {
    const std::string& config_home = environment_.config_home;
    std::vector<std::string> places{"/etc/gitconfig"};
    if (!config_home.empty()) places.push_back(join_path(config_home, "git/config"));
    if (!environment_.home.empty()) places.push_back(join_path(environment_.home, ".gitconfig"));
    places.push_back(join_path(git_folder, "config"));
    std::string result = config_home.empty() ? "" : join_path(config_home, "git/ignore");
    for (const std::string& place : places) {
        const Result<std::string> text = files_.read(place, kMostBytes);
        if (const auto set = text ? excludes_file_in(*text) : std::nullopt) result = *set;
    }
    if (result.starts_with("~/")) result = join_path(environment_.home, result.substr(2));
    return result;
}

// What is read first has the least weight.
IgnoreScopes IgnoreFiles::scopes_of_repository(const std::string& root) const {
    const std::string git_folder = shared_git_folder(root);
    IgnoreScopes scopes = with_file(root, users_ignore_file(git_folder), nullptr);
    return with_file(root, join_path(git_folder, "info/exclude"), std::move(scopes));
}

IgnoreScopes IgnoreFiles::scopes_above(const std::string& folder) const {
    const std::string root = project_root(files_, folder);
    if (root.size() >= folder.size()) return nullptr;
    IgnoreScopes scopes = exists(files_, join_path(root, kGit)) ? scopes_of_repository(root) : nullptr;
    std::vector<std::string> levels;
    for (std::string_view at = parent_of(folder); is_inside(at, root); at = parent_of(at)) {
        levels.emplace_back(at);
    }
    for (const std::string& level : std::views::reverse(levels)) {
        scopes = with_own_file(level, std::move(scopes));
    }
    return scopes;
}

IgnoreScopes IgnoreFiles::scopes_in(const std::string& folder, std::span<const FolderEntry> entries,
                                    const IgnoreScopes& outer) const {
    IgnoreScopes scopes = outer;
    bool has_own = false;
    for (const FolderEntry& entry : entries) {
        if (entry.name == kGit) scopes = scopes_of_repository(folder);
        if (entry.name == kIgnoreFile) has_own = entry.kind == FileKind::file;
    }
    return has_own ? with_own_file(folder, std::move(scopes)) : scopes;
}

}  // namespace doppelint::session
