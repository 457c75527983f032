#pragma once

#include <cstdint>

namespace doppelint {

/// A bool in bytes that may come from anywhere: whatever stands there is true or false.
class Flag {
  public:
    constexpr Flag() = default;
    // NOLINTNEXTLINE(google-explicit-constructor): it is a bool, but for how it lies in memory
    constexpr Flag(bool value) : byte_(value ? 1 : 0) {}
    // NOLINTNEXTLINE(google-explicit-constructor): as above
    constexpr operator bool() const { return byte_ != 0; }
    bool operator==(const Flag&) const = default;

  private:
    std::uint8_t byte_ = 0;
};

}  // namespace doppelint
