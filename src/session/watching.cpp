#include "session/watching.h"

#include <algorithm>
#include <thread>

#include "session/run_cache.h"
#include "session/stopwatch.h"

namespace doppelint::session {

Report WatchedCheck::run(const Request& request, const FileSystem& files, Executor& executor) {
    key_ = key_of(request, 0);
    began_ = nanoseconds_since_1970();
    const ObservedFiles observed(files);
    Report report = check(request, observed, executor, memory_);
    observations_ = observed.observations();
    return report;
}

bool WatchedCheck::is_outdated(const Request& request, const FileSystem& files) const {
    if (key_of(request, 0) != key_) return true;
    const std::int64_t trusted_until = began_ - kLongestTick;
    return !std::ranges::all_of(observations_,
                                [&](const Observation& it) { return still_holds(it, files, trusted_until); });
}

void wait_for(std::chrono::milliseconds time) {
    std::this_thread::sleep_for(time);
}

}  // namespace doppelint::session
