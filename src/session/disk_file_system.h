#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "session/file_system.h"

namespace doppelint::session {

/// The files of the machine.
class DiskFileSystem final : public FileSystem {
  public:
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
};

/// Waits for something on standard input; how many bytes there are. None at its end.
[[nodiscard]] std::size_t read_some_standard_input(std::span<char> into);

/// All of standard input, unless it is more than `limit` bytes.
[[nodiscard]] Result<std::string> read_standard_input(std::uint64_t limit);

}  // namespace doppelint::session
