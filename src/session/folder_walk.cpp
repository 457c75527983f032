#include "session/folder_walk.h"

#include <algorithm>
#include <array>
#include <utility>

#include "session/default_excludes.h"
#include "session/log.h"
#include "session/paths.h"

namespace doppelint::session {
namespace {

bool is_virtual_environment(const std::vector<FolderEntry>& entries) {
    return std::ranges::any_of(entries,
                               [](const FolderEntry& it) { return it.name == kVirtualEnvironmentMark; });
}

}  // namespace

bool has_python_name(std::string_view path) {
    constexpr std::array<std::string_view, 4> kEndings{".py", ".pyi", ".pyw", ".ipynb"};
    return std::ranges::find(kEndings, extension_of(path)) != kEndings.end();
}

FolderWalk::FolderWalk(const FileSystem& files, const Environment& environment, SettingsFinder& settings)
    : files_(files), settings_(settings), ignore_files_(files, environment) {}

void FolderWalk::warn(const std::string& shown, const std::string& why) {
    warnings_.push_back(shown + ": " + why);
}

Result<void> FolderWalk::walk(const std::string& path, const std::string& shown) {
    const Result<SettingsPointer> settings = settings_.settings_in(path);
    if (!settings) return tl::unexpected(settings.error());
    start_ = path;
    boundary_ = files_.real_path(project_root(files_, path)).value_or(path);
    open_.push_back({path, shown, ignore_files_.scopes_above(path), *settings, Candidate::Way::walked});
    while (!open_.empty() || !links_.empty()) {
        std::vector<Folder>& next = open_.empty() ? links_ : open_;
        const Folder folder = std::move(next.back());
        next.pop_back();
        if (const Result<void> entered = enter(folder); !entered) return entered;
    }
    return {};
}

bool FolderWalk::is_first_visit(const Folder& folder) {
    const FileStatus status = files_.status(folder.path);
    if (status.kind == FileKind::inaccessible) warn(folder.shown, status.problem);
    return status.kind == FileKind::folder && visited_.insert(status.identity).second;
}

Result<void> FolderWalk::enter(const Folder& folder) {
    if (!is_first_visit(folder)) return {};
    const Result<std::vector<FolderEntry>> entries = files_.list(folder.path);
    if (!entries) {
        warn(folder.shown, entries.error().message);
        return {};
    }
    if (folder.path != start_ && is_virtual_environment(*entries)) {
        log(folder.path + " is left out as a virtual environment");
        return {};
    }
    Result<SettingsPointer> settings = settings_.settings_in(folder.path, *entries, folder.settings);
    if (!settings) return tl::unexpected(settings.error());
    const Folder inside{folder.path, folder.shown,
                        ignore_files_.scopes_in(folder.path, *entries, folder.scopes), *settings, folder.way};
    for (const FolderEntry& entry : *entries) visit(inside, entry);
    return {};
}

bool FolderWalk::is_left_out(const Folder& folder, const std::string& path, FileKind kind) {
    if (is_excluded(*folder.settings, path, kind)) {
        log(path + " is left out by an exclude pattern");
        return true;
    }
    if (is_ignored(folder.scopes, path, kind)) {
        log(path + " is left out by an ignore file");
        return true;
    }
    return false;
}

void FolderWalk::visit(const Folder& folder, const FolderEntry& entry) {
    if (entry.kind != FileKind::folder && entry.kind != FileKind::link && !has_python_name(entry.name))
        return;
    std::string path = join_path(folder.path, entry.name);
    std::string shown = join_path(folder.shown, entry.name);
    if (is_left_out(folder, path, entry.kind)) return;
    if (entry.kind == FileKind::folder) {
        open_.push_back({std::move(path), std::move(shown), folder.scopes, folder.settings, folder.way});
    } else if (entry.kind == FileKind::link) {
        visit_link(folder, {std::move(path), std::move(shown), folder.scopes, folder.settings,
                            Candidate::Way::through_link});
    } else {
        FileStatus status = files_.status(path);
        visit_file(folder, std::move(path), std::move(shown), std::move(status));
    }
}

void FolderWalk::visit_link(const Folder& folder, Folder target) {
    FileStatus status = files_.status(target.path);
    if (status.kind != FileKind::folder) {
        if (!has_python_name(target.path)) return;
        const Folder as_link{folder.path, folder.shown, folder.scopes, folder.settings, target.way};
        return visit_file(as_link, std::move(target.path), std::move(target.shown), std::move(status));
    }
    const Result<std::string> real = files_.real_path(target.path);
    if (real && is_inside(*real, boundary_)) {
        links_.push_back(std::move(target));
    } else {
        log(target.path + " is not followed, because it leads out of " + boundary_);
    }
}

void FolderWalk::visit_file(const Folder& folder, std::string path, std::string shown, FileStatus status) {
    switch (status.kind) {
        case FileKind::file:
            candidates_.push_back(
                {std::move(path), std::move(shown), std::move(status), folder.way, folder.settings});
            return;
        case FileKind::inaccessible: return warn(shown, status.problem);
        case FileKind::missing: return warn(shown, "a link that leads nowhere");
        default: return warn(shown, "not a regular file");
    }
}

}  // namespace doppelint::session
