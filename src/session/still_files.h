#pragma once

#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "session/read_only_files.h"

namespace doppelint::session {

/// Files as they were when somebody first looked at them, until they are looked at again: an editor that is
/// told of changes need not ask the disk at every key.
class StillFiles final : public ReadOnlyFiles {
  public:
    /// `files` must outlive this.
    explicit StillFiles(const FileSystem& files) : files_(files) {}

    /// Forgets all answers. Not while somebody asks.
    void look_again();

    [[nodiscard]] FileStatus status(const std::string& path) const override;
    [[nodiscard]] FileKind kind_without_following(const std::string& path) const override;
    [[nodiscard]] Result<std::vector<FolderEntry>> list(const std::string& folder) const override;
    [[nodiscard]] Result<std::string> read(const std::string& path, std::uint64_t limit) const override;
    [[nodiscard]] Result<std::string> read_beginning(const std::string& path,
                                                     std::size_t count) const override;
    [[nodiscard]] Result<std::string> real_path(const std::string& path) const override;

  private:
    template <class Answer>
    using Answers = std::map<std::string, Answer, std::less<>>;

    template <class Known, class Key, class Ask>
    auto asked_once(Known& known, const Key& key, const Ask& ask) const;

    const FileSystem& files_;
    mutable std::mutex mutex_;
    mutable Answers<FileStatus> statuses_;
    mutable Answers<FileKind> kinds_;
    mutable Answers<Result<std::vector<FolderEntry>>> lists_;
    mutable Answers<Result<std::string>> real_paths_;
    /// By path and limit.
    mutable std::map<std::pair<std::string, std::uint64_t>, Result<std::string>> texts_, beginnings_;
};

}  // namespace doppelint::session
