#include "session/known_findings.h"

#include <set>
#include <utility>

#include "session/paths.h"
#include "session/shown_files.h"

namespace doppelint::session {
namespace {

constexpr std::uint64_t kMostBytes = std::uint64_t{256} << 20;

// As the baseline names the file at the absolute `path`.
std::string seen_from(const std::string& folder, const std::string& path) {
    return std::string(is_inside(path, folder) ? relative_path(path, folder) : path);
}

std::string path_of(const Request& request, const std::string& shown) {
    const InputFile* const file = file_shown_as(shown, request.files);
    return file == nullptr ? shown : file->path;
}

}  // namespace

Result<findings::Baseline> read_baseline(const std::string& path, const FileSystem& files) {
    const Result<std::string> text = files.read(path, kMostBytes);
    if (!text) return failure(path + ": " + text.error().message);
    Result<findings::Baseline> baseline = findings::Baseline::parse(*text);
    if (!baseline) return failure(path + ":" + baseline.error().message);
    return baseline;
}

std::size_t leave_out_known(std::vector<findings::Finding>& found, const findings::Baseline& baseline) {
    return std::erase_if(found, [&](const findings::Finding& it) { return baseline.knows(it); });
}

Result<std::size_t> write_baseline(const std::string& path, const Request& request,
                                   const std::vector<findings::Finding>& found, FileSystem& files) {
    const std::string folder(parent_of(path));
    std::vector<findings::KnownFinding> entries;
    for (const findings::Finding& it : found) {
        const std::string file = seen_from(folder, path_of(request, it.place.path));
        entries.push_back({it.fingerprint, it.code, file, it.message});
    }
    if (files.status(path).kind == FileKind::file) {
        std::set<std::string> checked;
        for (const InputFile& it : request.files) checked.insert(seen_from(folder, it.path));
        const Result<findings::Baseline> before = read_baseline(path, files);
        if (!before) return tl::unexpected(before.error());
        for (const findings::KnownFinding& it : before->entries()) {
            const bool is_there = files.status(absolute_path(folder, it.path)).kind == FileKind::file;
            if (is_there && !checked.contains(it.path)) entries.push_back(it);
        }
    }
    const findings::Baseline baseline(std::move(entries));
    const Result<void> written = files.write(path, baseline.render());
    if (!written) return failure(path + ": " + written.error().message);
    return baseline.entries().size();
}

}  // namespace doppelint::session
