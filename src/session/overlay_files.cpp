#include "session/overlay_files.h"

#include <algorithm>
#include <limits>

#include "base/hash.h"
#include "session/paths.h"

namespace doppelint::session {

const std::string* OverlayFiles::find(const std::string& path) const {
    const auto found = unsaved_.find(path);
    return found == unsaved_.end() ? nullptr : found->second.get();
}

FileStatus OverlayFiles::status(const std::string& path) const {
    FileStatus result = files_.status(path);
    const std::string* const unsaved = find(path);
    if (unsaved == nullptr) return result;
    if (result.kind != FileKind::file) {
        result = {};
        result.kind = FileKind::file;
        // No device has this number, so it is no other file's identity.
        result.identity = {std::numeric_limits<std::uint64_t>::max(), hash_of(std::string_view(path))};
    }
    result.size = unsaved->size();
    return result;
}

FileKind OverlayFiles::kind_without_following(const std::string& path) const {
    const FileKind kind = files_.kind_without_following(path);
    return kind == FileKind::missing && find(path) != nullptr ? FileKind::file : kind;
}

Result<std::vector<FolderEntry>> OverlayFiles::list(const std::string& folder) const {
    Result<std::vector<FolderEntry>> result = files_.list(folder);
    if (!result) return result;
    for (const auto& [path, text] : unsaved_) {
        if (parent_of(path) != folder) continue;
        std::string name(file_name_of(path));
        const auto place = std::ranges::lower_bound(*result, name, {}, &FolderEntry::name);
        if (place != result->end() && place->name == name) continue;
        result->insert(place, {std::move(name), FileKind::file});
    }
    return result;
}

Result<std::string> OverlayFiles::read(const std::string& path, std::uint64_t limit) const {
    const std::string* const unsaved = find(path);
    if (unsaved == nullptr) return files_.read(path, limit);
    if (unsaved->size() > limit) return tl::unexpected(larger_than(limit));
    return *unsaved;
}

Result<std::string> OverlayFiles::read_beginning(const std::string& path, std::size_t count) const {
    const std::string* const unsaved = find(path);
    if (unsaved == nullptr) return files_.read_beginning(path, count);
    return unsaved->substr(0, count);
}

Result<std::string> OverlayFiles::real_path(const std::string& path) const {
    Result<std::string> result = files_.real_path(path);
    if (!result && find(path) != nullptr) return path;
    return result;
}

}  // namespace doppelint::session
