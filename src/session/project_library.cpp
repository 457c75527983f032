#include "session/project_library.h"

#include <algorithm>
#include <set>

#include "base/hash.h"
#include "models/parse_library_range.h"
#include "session/paths.h"
#include "session/spelling.h"

namespace doppelint::session {
namespace {

using models::Library;
using models::ModelError;
using models::ModelFile;
using models::UsedLibrary;

// More than any library's models take.
constexpr std::uint64_t kMostBytes = std::uint64_t{16} << 20;
constexpr std::string_view kExtension = ".toml";

struct Text {
    std::string path;
    std::string text;
};

Error wrong_path(const LibrarySettings& settings, const std::string& path, const std::string& why) {
    return {settings.path + ": `models`: " + path + ": " + why};
}

Result<std::vector<std::string>> files_at(const LibrarySettings& settings, const std::string& path,
                                          const FileSystem& files) {
    const FileStatus status = files.status(path);
    if (status.kind == FileKind::file) return std::vector{path};
    if (status.kind == FileKind::missing)
        return tl::unexpected(wrong_path(settings, path, "there is no such file or folder"));
    if (status.kind != FileKind::folder)
        return tl::unexpected(wrong_path(settings, path, "it is neither a file nor a folder"));
    const Result<std::vector<FolderEntry>> entries = files.list(path);
    if (!entries) return tl::unexpected(wrong_path(settings, path, entries.error().message));
    std::vector<std::string> result;
    for (const FolderEntry& it : *entries) {
        if (it.name.ends_with(kExtension)) result.push_back(join_path(path, it.name));
    }
    if (result.empty()) return tl::unexpected(wrong_path(settings, path, "no `.toml` file is in it"));
    return result;
}

Result<std::vector<Text>> read_texts(const LibrarySettings& settings, const FileSystem& files) {
    std::vector<Text> result;
    for (const std::string& named : settings.models) {
        const Result<std::vector<std::string>> paths = files_at(settings, named, files);
        if (!paths) return tl::unexpected(paths.error());
        for (const std::string& path : *paths) {
            Result<std::string> text = files.read(path, kMostBytes);
            if (!text) return tl::unexpected(wrong_path(settings, path, text.error().message));
            result.push_back({path, *std::move(text)});
        }
    }
    return result;
}

Error all_of(const std::vector<ModelError>& errors) {
    std::string lines;
    for (const ModelError& it : errors) lines += (lines.empty() ? "" : "\n") + it.text();
    return {lines};
}

// The names under which libraries are installed that some rows are about.
std::set<std::string_view> libraries_in(const Library& library) {
    std::set<std::string_view> result;
    for (const auto& it : library.tables().models) result.insert(it.library.library);
    for (const auto& it : library.tables().classes) result.insert(it.library.library);
    for (const auto& it : library.tables().constants) result.insert(it.library.library);
    result.erase(std::string_view());
    return result;
}

// The names are those that the rows have, which live as long as the library.
Result<std::vector<UsedLibrary>> used_in(const LibrarySettings& settings, const Library& library) {
    std::vector<UsedLibrary> result;
    if (settings.versions.empty()) return result;
    const std::set<std::string_view> known = libraries_in(library);
    for (const auto& [name, version] : settings.versions) {
        const auto found = known.find(name);
        if (found == known.end()) {
            const std::vector<std::string_view> names(known.begin(), known.end());
            return failure(settings.path + ": `libraries`: there are no models of `" + name + "`" +
                           did_you_mean(name, names));
        }
        const auto numbers = models::parse_library_version(version);
        if (!numbers) return failure(settings.path + ": `libraries`: " + numbers.error().message);
        result.push_back({*found, *numbers});
    }
    return result;
}

}  // namespace

ProjectLibrary::ProjectLibrary() : library_(Library::standard()) {}

Result<ProjectLibraryPointer> ProjectLibrary::read(const LibrarySettings& settings, const FileSystem& files) {
    const auto result = std::make_shared<ProjectLibrary>();
    const Result<std::vector<Text>> texts = read_texts(settings, files);
    if (!texts) return tl::unexpected(texts.error());
    Hasher hash;
    if (!texts->empty()) {
        std::vector<ModelFile> models;
        for (const Text& it : *texts) {
            models.push_back({it.path, it.text});
            hash.add(it.text);
        }
        auto own = models::read_models(models, Library::standard());
        if (!own) return tl::unexpected(all_of(own.error()));
        result->library_ = *result->own_.emplace(*std::move(own));
    }
    Result<std::vector<UsedLibrary>> used = used_in(settings, result->library_);
    if (!used) return tl::unexpected(used.error());
    result->used_ = *std::move(used);
    for (const UsedLibrary& it : result->used_) {
        hash.add(it.name);
        for (const std::uint16_t number : it.version) hash.add(number);
    }
    result->library_ = result->library_.with(result->used_);
    result->hash_ = hash.value();
    return ProjectLibraryPointer(result);
}

}  // namespace doppelint::session
