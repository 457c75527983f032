#pragma once

#include <cstdint>
#include <string>

#include "session/check.h"

namespace doppelint::session {

/// Where the results of whole runs are kept, and for which doppelint they hold.
struct RunCache {
    std::string folder;         ///< absolute; empty: nothing is kept
    std::uint64_t program = 0;  ///< another one for another build
};

/// The same for requests whose answers differ only if files do.
[[nodiscard]] std::uint64_t key_of(const Request& request, std::uint64_t program);

/// As `check`, but where an earlier run was asked the same and every file that it looked at, or looked for,
/// is as it was, its answer is given again and no source is read. A cache that is damaged, foreign, or
/// cannot be written is as good as none. Several runs may use one at a time.
[[nodiscard]] Report check(const Request& request, FileSystem& files, Executor& executor,
                           const RunCache& cache);

/// Removes what caches left in the folder; how many files that were.
[[nodiscard]] Result<std::size_t> clean(const std::string& folder, FileSystem& files);

}  // namespace doppelint::session
