#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <limits>

namespace doppelint {

/// A typed 32-bit index into a store. Ids of different stores do not mix: `Id<struct BlockTag>` is
/// another type than `Id<struct ValueTag>`. A default-constructed id is "none".
template <class Tag>
class Id {
  public:
    constexpr Id() = default;
    constexpr explicit Id(std::uint32_t index) : index_(index) {}

    [[nodiscard]] constexpr std::uint32_t index() const { return index_; }
    [[nodiscard]] constexpr bool valid() const { return index_ != kNone; }
    constexpr explicit operator bool() const { return valid(); }

    constexpr auto operator<=>(const Id&) const = default;

  private:
    static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();
    std::uint32_t index_ = kNone;
};

}  // namespace doppelint

template <class Tag>
struct std::hash<doppelint::Id<Tag>> {
    std::size_t operator()(doppelint::Id<Tag> id) const noexcept { return id.index(); }
};
