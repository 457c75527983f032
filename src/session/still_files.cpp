#include "session/still_files.h"

namespace doppelint::session {

void StillFiles::look_again() {
    const std::scoped_lock lock(mutex_);
    statuses_.clear();
    kinds_.clear();
    lists_.clear();
    real_paths_.clear();
    texts_.clear();
    beginnings_.clear();
}

// The disk is asked without the lock; two who ask the same at once may both ask it.
template <class Known, class Key, class Ask>
auto StillFiles::asked_once(Known& known, const Key& key, const Ask& ask) const {
    {
        const std::scoped_lock lock(mutex_);
        if (const auto found = known.find(key); found != known.end()) return found->second;
    }
    auto answer = ask();
    const std::scoped_lock lock(mutex_);
    return known.emplace(key, std::move(answer)).first->second;
}

FileStatus StillFiles::status(const std::string& path) const {
    return asked_once(statuses_, path, [&] { return files_.status(path); });
}

FileKind StillFiles::kind_without_following(const std::string& path) const {
    return asked_once(kinds_, path, [&] { return files_.kind_without_following(path); });
}

Result<std::vector<FolderEntry>> StillFiles::list(const std::string& folder) const {
    return asked_once(lists_, folder, [&] { return files_.list(folder); });
}

Result<std::string> StillFiles::read(const std::string& path, std::uint64_t limit) const {
    return asked_once(texts_, std::pair(path, limit), [&] { return files_.read(path, limit); });
}

Result<std::string> StillFiles::read_beginning(const std::string& path, std::size_t count) const {
    return asked_once(beginnings_, std::pair(path, std::uint64_t{count}),
                      [&] { return files_.read_beginning(path, count); });
}

Result<std::string> StillFiles::real_path(const std::string& path) const {
    return asked_once(real_paths_, path, [&] { return files_.real_path(path); });
}

}  // namespace doppelint::session
