#pragma once

#include <cstdint>

namespace doppelint::analysis {

/// Some of a function's parameters; those behind the sixty-fourth are in no set.
class ParameterSet {
  public:
    constexpr ParameterSet() = default;
    [[nodiscard]] static constexpr ParameterSet all() { return ParameterSet(~std::uint64_t{0}); }

    [[nodiscard]] constexpr bool has(std::uint32_t index) const {
        return index < kMost && (bits_ >> index & 1U) != 0;
    }
    constexpr void add(std::uint32_t index) {
        if (index < kMost) bits_ |= std::uint64_t{1} << index;
    }
    /// The same parameters where another one stands before them, and where the first one is gone.
    [[nodiscard]] constexpr ParameterSet behind_another() const { return ParameterSet(bits_ << 1U); }
    [[nodiscard]] constexpr ParameterSet without_first() const { return ParameterSet(bits_ >> 1U); }

    constexpr ParameterSet& operator|=(ParameterSet other) {
        bits_ |= other.bits_;
        return *this;
    }
    /// Those of which the test does not hold.
    template <class Test>
    [[nodiscard]] constexpr ParameterSet without(const Test& test) const {
        ParameterSet result;
        for (std::uint32_t index = 0; index < kMost; ++index) {
            if (has(index) && !test(index)) result.add(index);
        }
        return result;
    }
    constexpr bool operator==(const ParameterSet&) const = default;

  private:
    static constexpr std::uint32_t kMost = 64;
    explicit constexpr ParameterSet(std::uint64_t bits) : bits_(bits) {}
    std::uint64_t bits_ = 0;
};

}  // namespace doppelint::analysis
