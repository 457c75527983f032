#pragma once

#include <chrono>
#include <cstdint>
#include <vector>

#include "session/check.h"
#include "session/observed_files.h"
#include "session/remembered.h"

namespace doppelint::session {

/// A check that is made again and again. What has not changed since the last time is not worked out again.
class WatchedCheck {
  public:
    [[nodiscard]] Report run(const Request& request, const FileSystem& files, Executor& executor);

    /// Whether a run now could say something else: a file that was looked at, or looked for, is not as it
    /// was, or something else is asked.
    [[nodiscard]] bool is_outdated(const Request& request, const FileSystem& files) const;

  private:
    Remembered memory_;
    std::vector<Observation> observations_;
    std::int64_t began_ = 0;
    std::uint64_t key_ = 0;
};

/// Lets time pass between two looks at the files.
void wait_for(std::chrono::milliseconds time);

}  // namespace doppelint::session
