#pragma once

#include <chrono>
#include <cstdint>

namespace doppelint::session {

/// Measures time since its last lap.
class Stopwatch {
  public:
    /// Nanoseconds since the beginning or the lap before.
    std::uint64_t lap() {
        const Clock::time_point now = Clock::now();
        const auto passed = std::chrono::duration_cast<std::chrono::nanoseconds>(now - last_);
        last_ = now;
        return static_cast<std::uint64_t>(passed.count());
    }

  private:
    using Clock = std::chrono::steady_clock;
    Clock::time_point last_ = Clock::now();
};

/// What the clock on the wall says.
[[nodiscard]] inline std::int64_t nanoseconds_since_1970() {
    return std::chrono::duration_cast<std::chrono::nanoseconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

}  // namespace doppelint::session
