#pragma once

#include <cstdint>
#include <string_view>

namespace doppelint::heap {

/// What code that is not seen may do.
enum class Policy : std::uint8_t {
    report,  ///< nothing to what it gets, and each time it is taken so the state remembers the assumption
    sound,   ///< everything to what it can reach
};

/// What the report policy takes for granted. Each has a sentence for people in `description_of`.
enum class Assumption : std::uint8_t {
#define ASSUMPTION(name, text, description) name,
#include "heap/assumptions.def"
    count
};

[[nodiscard]] std::string_view name_of(Assumption assumption);
[[nodiscard]] std::string_view description_of(Assumption assumption);

/// A set of assumptions.
class Assumptions {
  public:
    constexpr Assumptions() = default;
    // NOLINTNEXTLINE(google-explicit-constructor): an assumption is a set of itself
    constexpr Assumptions(Assumption one)
        : bits_(static_cast<std::uint16_t>(1U << static_cast<unsigned>(one))) {}
    [[nodiscard]] constexpr bool empty() const { return bits_ == 0; }
    [[nodiscard]] constexpr bool has(Assumption one) const { return (bits_ & Assumptions(one).bits_) != 0; }
    [[nodiscard]] constexpr bool within(Assumptions other) const { return (bits_ & ~other.bits_) == 0; }
    constexpr Assumptions& operator|=(Assumptions other) {
        bits_ |= other.bits_;
        return *this;
    }
    friend constexpr Assumptions operator|(Assumptions left, Assumptions right) { return left |= right; }
    constexpr bool operator==(const Assumptions&) const = default;

  private:
    std::uint16_t bits_ = 0;
};

}  // namespace doppelint::heap
