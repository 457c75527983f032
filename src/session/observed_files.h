#pragma once

#include <compare>
#include <cstdint>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "session/read_only_files.h"

namespace doppelint::session {

/// One question to the files, and a hash of the answer.
struct Observation {
    enum class Question : std::uint8_t { status, kind, list, read, read_beginning, real_path };
    Question question = Question::status;
    std::string path;
    std::uint64_t limit = 0;  ///< of bytes
    std::uint64_t answer = 0;
    /// Of what was read, before it was: as long as a file's is the same, so are its bytes.
    std::uint64_t size = 0;
    std::int64_t modified = 0, changed = 0;
    FileIdentity identity;
    auto operator<=>(const Observation&) const = default;
};

/// Passes all questions on, and remembers them with their answers. What was asked twice is remembered once.
class ObservedFiles final : public ReadOnlyFiles {
  public:
    /// `files` must outlive this.
    explicit ObservedFiles(const FileSystem& files) : files_(files) {}

    /// In an order that does not depend on threads.
    [[nodiscard]] std::vector<Observation> observations() const;

    [[nodiscard]] FileStatus status(const std::string& path) const override;
    [[nodiscard]] FileKind kind_without_following(const std::string& path) const override;
    [[nodiscard]] Result<std::vector<FolderEntry>> list(const std::string& folder) const override;
    [[nodiscard]] Result<std::string> read(const std::string& path, std::uint64_t limit) const override;
    [[nodiscard]] Result<std::string> read_beginning(const std::string& path,
                                                     std::size_t count) const override;
    [[nodiscard]] bool is_decoded(const std::string& path) const override { return files_.is_decoded(path); }
    [[nodiscard]] Result<std::string> real_path(const std::string& path) const override;

  private:
    void note(Observation it) const;
    [[nodiscard]] Result<std::string> noted(Observation::Question question, const std::string& path,
                                            std::uint64_t limit, const FileStatus& before,
                                            Result<std::string> bytes) const;

    const FileSystem& files_;
    mutable std::mutex mutex_;
    mutable std::set<Observation> seen_;
};

/// No clock of a file system has longer ticks, in nanoseconds.
inline constexpr std::int64_t kLongestTick = 2'000'000'000;

/// Whether the same question has the same answer now. A file that was changed at `trusted_until` (in
/// nanoseconds since 1970) or later may have been changed again within the same tick of its clock: it is
/// read, whatever its times say.
[[nodiscard]] bool still_holds(const Observation& observation, const FileSystem& files,
                               std::int64_t trusted_until);

}  // namespace doppelint::session
