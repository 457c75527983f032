#include "session/disk_file_system.h"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <climits>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <system_error>

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace doppelint::session {
namespace {

constexpr std::size_t kPieceBytes = std::size_t{64} << 10;

std::string words_of(int code) {
    std::string words = std::generic_category().message(code);
    if (!words.empty() && words[0] >= 'A' && words[0] <= 'Z') words[0] = static_cast<char>(words[0] + 32);
    return words;
}

tl::unexpected<Error> failure_of(int code) {
    return failure(words_of(code));
}

class Descriptor {
  public:
    explicit Descriptor(int number) : number_(number) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }
    [[nodiscard]] int number() const { return number_; }

  private:
    int number_;
};

FileKind kind_of(mode_t mode) {
    if (S_ISREG(mode)) return FileKind::file;
    if (S_ISDIR(mode)) return FileKind::folder;
    if (S_ISLNK(mode)) return FileKind::link;
    return FileKind::special;
}

std::int64_t nanoseconds(const timespec& time) {
    return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
}

FileStatus status_of(const struct stat& found) {
    FileStatus result;
    result.kind = kind_of(found.st_mode);
    result.size = static_cast<std::uint64_t>(found.st_size);
    result.modified = nanoseconds(found.st_mtim);
    result.changed = nanoseconds(found.st_ctim);
    result.identity = {static_cast<std::uint64_t>(found.st_dev), static_cast<std::uint64_t>(found.st_ino)};
    return result;
}

FileStatus status_without(int code) {
    if (code == ENOENT || code == ENOTDIR) return {};
    FileStatus result;
    result.kind = FileKind::inaccessible;
    result.problem = words_of(code);
    return result;
}

tl::unexpected<Error> not_a_file(const FileStatus& status) {
    switch (status.kind) {
        case FileKind::missing: return failure_of(ENOENT);
        case FileKind::inaccessible: return failure(status.problem);
        case FileKind::folder: return failure("a folder, not a file");
        default: return failure("not a regular file");
    }
}

// Reads until `into` is full or the file ends; a file may shrink or grow meanwhile.
Result<std::size_t> fill(int descriptor, char* into, std::size_t size) {
    std::size_t done = 0;
    while (done < size) {
        const ssize_t got = ::read(descriptor, into + done, size - done);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return failure_of(errno);
        if (got == 0) break;
        done += static_cast<std::size_t>(got);
    }
    return done;
}

Result<std::string> read_up_to(int descriptor, std::size_t size) {
    std::string bytes(size, '\0');
    const Result<std::size_t> got = fill(descriptor, bytes.data(), size);
    if (!got) return tl::unexpected(got.error());
    bytes.resize(*got);
    return bytes;
}

// Opening a pipe or a device can wait or have effects, so a look comes first.
Result<std::string> read_file(const std::string& path, std::uint64_t limit, std::size_t at_most) {
    struct stat found{};
    if (::stat(path.c_str(), &found) != 0) return not_a_file(status_without(errno));
    if (!S_ISREG(found.st_mode)) return not_a_file(status_of(found));
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
    if (file.number() < 0) return failure_of(errno);
    if (::fstat(file.number(), &found) != 0) return failure_of(errno);
    const FileStatus status = status_of(found);
    if (status.kind != FileKind::file) return not_a_file(status);
    if (status.size > limit) return tl::unexpected(larger_than(limit));
    return read_up_to(file.number(), std::min<std::size_t>(status.size, at_most));
}

FileKind kind_of_entry(const std::string& folder, const dirent& entry) {
    switch (entry.d_type) {
        case DT_REG: return FileKind::file;
        case DT_DIR: return FileKind::folder;
        case DT_LNK: return FileKind::link;
        case DT_UNKNOWN: break;
        default: return FileKind::special;
    }
    struct stat found{};
    const std::string path = folder + "/" + static_cast<const char*>(entry.d_name);
    return ::lstat(path.c_str(), &found) == 0 ? kind_of(found.st_mode) : FileKind::missing;
}

bool write_all(int descriptor, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

constexpr mode_t kReadableByAll = 0666;

// The names of several processes and threads do not meet.
std::string name_beside(const std::string& path) {
    static std::atomic<unsigned> count = 0;
    return path + ".doppelint-" + std::to_string(::getpid()) + "-" + std::to_string(++count);
}

int open_new(const std::string& path) {
    return ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, kReadableByAll);
}

// A new file beside another, which is gone again unless it takes the other's place.
class FileBeside {
  public:
    explicit FileBeside(const std::string& path) : path_(name_beside(path)), file_(open_new(path_)) {}
    FileBeside(const FileBeside&) = delete;
    FileBeside& operator=(const FileBeside&) = delete;
    ~FileBeside() {
        if (file_.number() >= 0) ::unlink(path_.c_str());
    }

    [[nodiscard]] bool is_there() const { return file_.number() >= 0; }

    // The owner can be taken over only by who may do that; the mode comes after it, which clears some bits.
    [[nodiscard]] bool take_over(const struct stat& from) const {
        constexpr mode_t kPermissions = 07777;
        static_cast<void>(::fchown(file_.number(), from.st_uid, from.st_gid) == 0);
        return file_.number() >= 0 && ::fchmod(file_.number(), from.st_mode & kPermissions) == 0;
    }
    [[nodiscard]] bool hold(std::string_view bytes) const {
        return write_all(file_.number(), bytes) && ::fsync(file_.number()) == 0;
    }
    [[nodiscard]] bool move_to(const std::string& path) const {
        return ::rename(path_.c_str(), path.c_str()) == 0;
    }

  private:
    std::string path_;
    Descriptor file_;
};

}  // namespace

FileStatus DiskFileSystem::status(const std::string& path) const {
    struct stat found{};
    return ::stat(path.c_str(), &found) == 0 ? status_of(found) : status_without(errno);
}

FileKind DiskFileSystem::kind_without_following(const std::string& path) const {
    struct stat found{};
    return ::lstat(path.c_str(), &found) == 0 ? kind_of(found.st_mode) : status_without(errno).kind;
}

Result<std::vector<FolderEntry>> DiskFileSystem::list(const std::string& folder) const {
    const auto close = [](DIR* it) { ::closedir(it); };
    const std::unique_ptr<DIR, decltype(close)> stream(::opendir(folder.c_str()), close);
    if (stream == nullptr) return failure_of(errno);
    std::vector<FolderEntry> result;
    errno = 0;
    while (const dirent* entry = ::readdir(stream.get())) {
        const std::string_view name = static_cast<const char*>(entry->d_name);
        if (name != "." && name != "..") result.push_back({std::string(name), kind_of_entry(folder, *entry)});
        errno = 0;
    }
    if (errno != 0) return failure_of(errno);
    std::ranges::sort(result, {}, &FolderEntry::name);
    return result;
}

Result<std::string> DiskFileSystem::read(const std::string& path, std::uint64_t limit) const {
    return read_file(path, limit, SIZE_MAX);
}

Result<std::string> DiskFileSystem::read_beginning(const std::string& path, std::size_t count) const {
    return read_file(path, UINT64_MAX, count);
}

Result<std::string> DiskFileSystem::real_path(const std::string& path) const {
    const std::unique_ptr<char, decltype(&std::free)> real(::realpath(path.c_str(), nullptr), &std::free);
    if (real == nullptr) return failure_of(errno);
    return std::string(real.get());
}

// Where no file can be made, in a folder of somebody else's, the one that is there is written over.
Result<void> DiskFileSystem::write(const std::string& path, std::string_view bytes) {
    const std::string real = real_path(path).value_or(path);
    struct stat found{};
    const bool is_new = ::stat(real.c_str(), &found) != 0;
    if (is_new || S_ISREG(found.st_mode)) {
        const FileBeside beside(real);
        if (beside.is_there()) {
            if (!is_new && (::access(real.c_str(), W_OK) != 0 || !beside.take_over(found)))
                return failure_of(errno);
            if (!beside.hold(bytes) || !beside.move_to(real)) return failure_of(errno);
            return {};
        }
    }
    const Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, kReadableByAll));
    if (file.number() < 0 || !write_all(file.number(), bytes)) return failure_of(errno);
    return {};
}

Result<void> DiskFileSystem::make_folder(const std::string& path) {
    constexpr mode_t kOpenToAll = 0777;
    for (std::size_t end = path.find('/', 1);; end = path.find('/', end + 1)) {
        const std::string part = path.substr(0, end);
        if (::mkdir(part.c_str(), kOpenToAll) != 0 && status(part).kind != FileKind::folder)
            return failure_of(errno);
        if (end == std::string::npos) return {};
    }
}

Result<void> DiskFileSystem::remove(const std::string& path) {
    if (::unlink(path.c_str()) == 0 || ::rmdir(path.c_str()) == 0) return {};
    return failure_of(errno);
}

Result<void> DiskFileSystem::replace(const std::string& path, std::string_view expected,
                                     std::string_view bytes) {
    const Result<std::string> real = real_path(path);
    if (!real) return tl::unexpected(real.error());
    struct stat found{};
    if (::stat(real->c_str(), &found) != 0 || ::access(real->c_str(), W_OK) != 0) return failure_of(errno);
    const FileBeside beside(*real);
    if (!beside.take_over(found) || !beside.hold(bytes)) return failure_of(errno);
    const Result<std::string> held = read(*real, UINT64_MAX);
    if (!held) return tl::unexpected(held.error());
    if (*held != expected) return tl::unexpected(changed_meanwhile());
    if (!beside.move_to(*real)) return failure_of(errno);
    return {};
}

std::size_t read_some_standard_input(std::span<char> into) {
    while (true) {
        const ssize_t count = ::read(STDIN_FILENO, into.data(), into.size());
        if (count >= 0) return static_cast<std::size_t>(count);
        if (errno != EINTR) return 0;
    }
}

Result<std::string> read_standard_input(std::uint64_t limit) {
    std::string bytes;
    while (true) {
        Result<std::string> piece = read_up_to(STDIN_FILENO, kPieceBytes);
        if (!piece) return piece;
        if (piece->empty()) return bytes;
        bytes += *piece;
        if (bytes.size() > limit) return tl::unexpected(larger_than(limit));
    }
}

}  // namespace doppelint::session
