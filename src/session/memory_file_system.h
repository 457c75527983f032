#pragma once

#include <map>
#include <utility>

#include "session/file_system.h"

namespace doppelint::session {

/// Files that exist in memory alone, for tests: the same answers as the disk would give, without one.
/// Paths are absolute, or relative to the working folder given.
class MemoryFileSystem final : public FileSystem {
  public:
    explicit MemoryFileSystem(std::string working_folder = "/here");

    /// Each makes the folders above it. One that stands already is replaced.
    void add_file(std::string_view path, std::string bytes);
    void add_folder(std::string_view path);
    /// `target` is as in a real link: absolute, or relative to the folder of the link.
    void add_link(std::string_view path, std::string target);
    void add_special(std::string_view path);
    /// A second name for the file at `existing`.
    void add_hard_link(std::string_view path, std::string_view existing);
    /// From now on the file or folder can be seen, but neither read nor entered.
    void forbid(std::string_view path);

    [[nodiscard]] FileStatus status(const std::string& path) const override;
    [[nodiscard]] FileKind kind_without_following(const std::string& path) const override;
    [[nodiscard]] Result<std::vector<FolderEntry>> list(const std::string& folder) const override;
    [[nodiscard]] Result<std::string> read(const std::string& path, std::uint64_t limit) const override;
    [[nodiscard]] Result<std::string> read_beginning(const std::string& path,
                                                     std::size_t count) const override;
    [[nodiscard]] Result<std::string> real_path(const std::string& path) const override;
    [[nodiscard]] Result<void> write(const std::string& path, std::string_view bytes) override;
    [[nodiscard]] Result<void> make_folder(const std::string& path) override;
    [[nodiscard]] Result<void> remove(const std::string& path) override;
    [[nodiscard]] Result<void> replace(const std::string& path, std::string_view expected,
                                       std::string_view bytes) override;

  private:
    struct Node {
        FileKind kind = FileKind::folder;
        std::string content;  ///< a file's bytes, a link's target
        std::uint64_t number = 0;
        bool forbidden = false;
    };
    struct Found {
        FileStatus status;
        std::string real_path;
        const Node* node = nullptr;
    };

    Node& add(std::string_view path, FileKind kind, std::string content);
    [[nodiscard]] Found find(std::string_view path) const;
    [[nodiscard]] static Found found_at(const std::pair<const std::string, Node>& entry);
    [[nodiscard]] Result<const Node*> find_file(const std::string& path) const;

    std::string working_folder_;
    std::map<std::string, Node, std::less<>> nodes_;
    std::uint64_t next_number_ = 1;
};

}  // namespace doppelint::session
