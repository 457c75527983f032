#include "session/memory_file_system.h"

#include <algorithm>
#include <utility>

#include "session/paths.h"

namespace doppelint::session {
namespace {

constexpr int kMostLinks = 40;

constexpr std::string_view kDenied = "permission denied";
constexpr std::string_view kMissing = "no such file or directory";
constexpr std::string_view kCircle = "too many levels of symbolic links";

FileStatus inaccessible(std::string_view problem) {
    FileStatus result;
    result.kind = FileKind::inaccessible;
    result.problem = problem;
    return result;
}

// Takes the first component off `rest`.
std::string_view take_component(std::string_view& rest) {
    while (rest.starts_with('/')) rest.remove_prefix(1);
    const std::size_t length = std::min(rest.find('/'), rest.size());
    const std::string_view component = rest.substr(0, length);
    rest.remove_prefix(length);
    return component;
}

std::string from_link(const std::string& folder, const std::string& target) {
    return target.starts_with('/') ? target : join_path(folder, target);
}

}  // namespace

MemoryFileSystem::MemoryFileSystem(std::string working_folder) : working_folder_(std::move(working_folder)) {
    nodes_["/"].number = next_number_++;
    add_folder(working_folder_);
}

MemoryFileSystem::Node& MemoryFileSystem::add(std::string_view path, FileKind kind, std::string content) {
    const std::string absolute = absolute_path(working_folder_, path);
    for (std::string_view above = parent_of(absolute); above.size() > 1; above = parent_of(above)) {
        const auto [at, added] = nodes_.try_emplace(std::string(above));
        if (added) at->second.number = next_number_++;
    }
    Node& node = nodes_[absolute];
    node = {kind, std::move(content), next_number_++, false};
    return node;
}

void MemoryFileSystem::add_file(std::string_view path, std::string bytes) {
    add(path, FileKind::file, std::move(bytes));
}

void MemoryFileSystem::add_folder(std::string_view path) {
    add(path, FileKind::folder, {});
}

void MemoryFileSystem::add_link(std::string_view path, std::string target) {
    add(path, FileKind::link, std::move(target));
}

void MemoryFileSystem::add_special(std::string_view path) {
    add(path, FileKind::special, {});
}

void MemoryFileSystem::add_hard_link(std::string_view path, std::string_view existing) {
    const Node original = nodes_[absolute_path(working_folder_, existing)];
    add(path, original.kind, original.content).number = original.number;
}

void MemoryFileSystem::forbid(std::string_view path) {
    nodes_[absolute_path(working_folder_, path)].forbidden = true;
}

// Walks component by component, as a kernel does: what a link leads to is put in front of the rest.
MemoryFileSystem::Found MemoryFileSystem::find(std::string_view path) const {
    std::string rest = path.starts_with('/') ? std::string(path) : join_path(working_folder_, path);
    auto at = nodes_.find("/");
    int links = 0;
    for (std::string_view left = rest; !left.empty();) {
        const std::string_view component = take_component(left);
        if (component.empty() || component == ".") continue;
        if (at->second.kind != FileKind::folder) return {};
        if (at->second.forbidden) return {inaccessible(kDenied), {}, nullptr};
        const auto next =
            nodes_.find(component == ".." ? absolute_path(at->first, "..") : join_path(at->first, component));
        if (next == nodes_.end()) return {};
        if (next->second.kind != FileKind::link) {
            at = next;
            continue;
        }
        if (++links > kMostLinks) return {inaccessible(kCircle), {}, nullptr};
        rest = from_link(at->first, next->second.content) + "/" + std::string(left);
        left = rest;
        at = nodes_.find("/");
    }
    return found_at(*at);
}

MemoryFileSystem::Found MemoryFileSystem::found_at(const std::pair<const std::string, Node>& entry) {
    Found result;
    result.status.kind = entry.second.kind;
    result.status.size = entry.second.content.size();
    result.status.modified = static_cast<std::int64_t>(entry.second.number);
    result.status.changed = result.status.modified;
    result.status.identity = {1, entry.second.number};
    result.real_path = entry.first;
    result.node = &entry.second;
    return result;
}

FileStatus MemoryFileSystem::status(const std::string& path) const {
    return find(path).status;
}

FileKind MemoryFileSystem::kind_without_following(const std::string& path) const {
    const std::string absolute = absolute_path(working_folder_, path);
    const Found folder = find(parent_of(absolute));
    if (folder.node == nullptr || absolute == "/") return folder.status.kind;
    if (folder.node->forbidden) return FileKind::inaccessible;
    const auto found = nodes_.find(join_path(folder.real_path, file_name_of(absolute)));
    return found == nodes_.end() ? FileKind::missing : found->second.kind;
}

Result<std::vector<FolderEntry>> MemoryFileSystem::list(const std::string& folder) const {
    const Found found = find(folder);
    if (found.node == nullptr)
        return failure(found.status.problem.empty() ? std::string(kMissing) : found.status.problem);
    if (found.node->kind != FileKind::folder) return failure("not a directory");
    if (found.node->forbidden) return failure(std::string(kDenied));
    const std::string prefix = join_path(found.real_path, "");
    std::vector<FolderEntry> result;
    for (auto at = nodes_.lower_bound(prefix); at != nodes_.end() && at->first.starts_with(prefix); ++at) {
        const std::string name = at->first.substr(prefix.size());
        if (!name.empty() && name.find('/') == std::string::npos) result.push_back({name, at->second.kind});
    }
    std::ranges::sort(result, {}, &FolderEntry::name);
    return result;
}

Result<const MemoryFileSystem::Node*> MemoryFileSystem::find_file(const std::string& path) const {
    const Found found = find(path);
    if (found.status.kind == FileKind::inaccessible) return failure(found.status.problem);
    if (found.node == nullptr) return failure(std::string(kMissing));
    if (found.node->kind == FileKind::folder) return failure("a folder, not a file");
    if (found.node->kind != FileKind::file) return failure("not a regular file");
    if (found.node->forbidden) return failure(std::string(kDenied));
    return found.node;
}

Result<std::string> MemoryFileSystem::read(const std::string& path, std::uint64_t limit) const {
    const Result<const Node*> file = find_file(path);
    if (!file) return tl::unexpected(file.error());
    if ((*file)->content.size() > limit) return tl::unexpected(larger_than(limit));
    return (*file)->content;
}

Result<std::string> MemoryFileSystem::read_beginning(const std::string& path, std::size_t count) const {
    const Result<const Node*> file = find_file(path);
    if (!file) return tl::unexpected(file.error());
    return (*file)->content.substr(0, count);
}

Result<std::string> MemoryFileSystem::real_path(const std::string& path) const {
    const Found found = find(path);
    if (found.node == nullptr)
        return failure(found.status.problem.empty() ? std::string(kMissing) : found.status.problem);
    return found.real_path;
}

Result<void> MemoryFileSystem::write(const std::string& path, std::string_view bytes) {
    const Found found = find(path);
    if (found.node != nullptr && (found.node->forbidden || found.node->kind != FileKind::file)) {
        return failure(std::string(kDenied));
    }
    if (find(parent_of(absolute_path(working_folder_, path))).node == nullptr) {
        return failure(std::string(kMissing));
    }
    add_file(found.node != nullptr ? found.real_path : path, std::string(bytes));
    return {};
}

Result<void> MemoryFileSystem::make_folder(const std::string& path) {
    const Found found = find(path);
    if (found.status.kind == FileKind::missing) add_folder(path);
    const bool is_there = find(path).status.kind == FileKind::folder;
    return is_there ? Result<void>() : failure("not a directory");
}

Result<void> MemoryFileSystem::remove(const std::string& path) {
    const Found found = find(path);
    if (found.node == nullptr) return failure(std::string(kMissing));
    if (found.node->kind == FileKind::folder && !list(path)->empty()) return failure("directory not empty");
    nodes_.erase(found.real_path);
    return {};
}

// Like a rename: other names of the old file keep what it held.
Result<void> MemoryFileSystem::replace(const std::string& path, std::string_view expected,
                                       std::string_view bytes) {
    const Result<const Node*> file = find_file(path);
    if (!file) return tl::unexpected(file.error());
    if ((*file)->content != expected) return tl::unexpected(changed_meanwhile());
    add_file(find(path).real_path, std::string(bytes));
    return {};
}

}  // namespace doppelint::session
