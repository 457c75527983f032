#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace doppelint::session {

/// What a path leads to.
enum class FileKind : std::uint8_t {
    missing,
    inaccessible,  ///< something on the way to it forbids a look, or leads in a circle
    file,
    folder,
    link,     ///< only where links are not followed
    special,  ///< a device, pipe or socket: never opened
};

/// Two paths lead to one file exactly where their identities are equal.
struct FileIdentity {
    std::uint64_t device = 0;
    std::uint64_t number = 0;
    auto operator<=>(const FileIdentity&) const = default;
};

struct FileStatus {
    FileKind kind = FileKind::missing;
    std::uint64_t size = 0;
    std::int64_t modified = 0;  ///< nanoseconds since 1970
    std::int64_t changed = 0;   ///< likewise, of anything about the file
    FileIdentity identity;
    std::string problem;  ///< of what is inaccessible: why
};

struct FolderEntry {
    std::string name;
    FileKind kind = FileKind::file;  ///< links are not followed
};

/// The one way to files. Paths are absolute, or relative to the working folder of the process. Safe to use
/// from several threads at once as long as nobody writes.
class FileSystem {
  public:
    virtual ~FileSystem() = default;

    /// What `path` leads to, through all links.
    [[nodiscard]] virtual FileStatus status(const std::string& path) const = 0;
    /// What stands at `path` itself: a link stays a link.
    [[nodiscard]] virtual FileKind kind_without_following(const std::string& path) const = 0;
    /// What a folder holds, sorted by name, without `.` and `..`.
    [[nodiscard]] virtual Result<std::vector<FolderEntry>> list(const std::string& folder) const = 0;
    /// The bytes of a regular file. Fails before reading where there are more than `limit`, and without
    /// opening where it is anything but a regular file.
    [[nodiscard]] virtual Result<std::string> read(const std::string& path, std::uint64_t limit) const = 0;
    /// Whether what `read` gives is text that came without an encoding, and is UTF-8 whatever it says of
    /// itself.
    [[nodiscard]] virtual bool is_decoded(const std::string& /*path*/) const { return false; }
    /// Up to `count` bytes from the beginning of a regular file.
    [[nodiscard]] virtual Result<std::string> read_beginning(const std::string& path,
                                                             std::size_t count) const = 0;
    /// The absolute path of the same thing without links in it.
    [[nodiscard]] virtual Result<std::string> real_path(const std::string& path) const = 0;
    /// Makes or replaces a file, in one step or not at all. To what is no regular file, a pipe say, it is
    /// simply written.
    [[nodiscard]] virtual Result<void> write(const std::string& path, std::string_view bytes) = 0;
    /// Makes a folder and those around it, as far as they are missing.
    [[nodiscard]] virtual Result<void> make_folder(const std::string& path) = 0;
    /// Removes a file or an empty folder.
    [[nodiscard]] virtual Result<void> remove(const std::string& path) = 0;
    /// Puts other bytes into a file that holds `expected`, in one step or not at all: who looks meanwhile
    /// sees the old or the new. What may be done with the file stays. Fails where it holds something else by
    /// now.
    [[nodiscard]] virtual Result<void> replace(const std::string& path, std::string_view expected,
                                               std::string_view bytes) = 0;

  protected:
    FileSystem() = default;
    FileSystem(const FileSystem&) = default;
    FileSystem& operator=(const FileSystem&) = default;
};

/// `bytes` as people say it: "16 MB", "1.5 MB", "120 bytes".
[[nodiscard]] std::string size_in_words(std::uint64_t bytes);

/// Why a file that holds something else than was read is not replaced.
[[nodiscard]] Error changed_meanwhile();

/// Why a file of more than `limit` bytes is not read.
[[nodiscard]] Error larger_than(std::uint64_t limit);

}  // namespace doppelint::session
