#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "session/read_only_files.h"

namespace doppelint::session {

/// Texts of files that somebody edits and has not saved, by absolute path. They are UTF-8, whatever the
/// encoding of the file is.
using UnsavedTexts = std::map<std::string, std::shared_ptr<const std::string>, std::less<>>;

/// Files as they would be if what is not saved were saved. A file that is not on the disk yet exists, as far
/// as its folder does.
class OverlayFiles final : public ReadOnlyFiles {
  public:
    /// `files` must outlive this.
    OverlayFiles(const FileSystem& files, UnsavedTexts unsaved)
        : files_(files), unsaved_(std::move(unsaved)) {}

    [[nodiscard]] FileStatus status(const std::string& path) const override;
    [[nodiscard]] FileKind kind_without_following(const std::string& path) const override;
    [[nodiscard]] Result<std::vector<FolderEntry>> list(const std::string& folder) const override;
    [[nodiscard]] Result<std::string> read(const std::string& path, std::uint64_t limit) const override;
    [[nodiscard]] bool is_decoded(const std::string& path) const override { return find(path) != nullptr; }
    [[nodiscard]] Result<std::string> read_beginning(const std::string& path,
                                                     std::size_t count) const override;
    [[nodiscard]] Result<std::string> real_path(const std::string& path) const override;

  private:
    [[nodiscard]] const std::string* find(const std::string& path) const;

    const FileSystem& files_;
    UnsavedTexts unsaved_;
};

}  // namespace doppelint::session
