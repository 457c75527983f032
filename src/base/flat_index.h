#pragma once

#include <cstdint>
#include <utility>
#include <vector>

namespace doppelint {

/// Two numbers as one key.
[[nodiscard]] constexpr std::uint64_t pair_of(std::uint32_t high, std::uint32_t low) {
    return (static_cast<std::uint64_t>(high) << 32U) | low;
}

/// Finds numbers of things that lie elsewhere, by their hashes: a table without nodes of its own. It stores
/// numbers only; whoever asks compares.
class FlatIndex {
  public:
    /// The number with this hash that `is_same` holds for; if there is none, `number` is stored and given
    /// back with `true`.
    template <class IsSame>
    std::pair<std::uint32_t, bool> find_or_add(std::uint64_t hash, std::uint32_t number, IsSame&& is_same) {
        if (2 * (count_ + 1) > slots_.size()) grow();
        const auto mark = static_cast<std::uint32_t>(hash >> 32U);
        const std::size_t mask = slots_.size() - 1;
        for (std::size_t at = mark & mask;; at = (at + 1) & mask) {
            Slot& slot = slots_[at];
            if (slot.number == kNone) {
                slot = {mark, number};
                ++count_;
                return {number, true};
            }
            if (slot.mark == mark && is_same(slot.number)) return {slot.number, false};
        }
    }
    /// The number with this hash that `is_same` holds for, or `kNone`.
    template <class IsSame>
    [[nodiscard]] std::uint32_t find(std::uint64_t hash, IsSame&& is_same) const {
        if (slots_.empty()) return kNone;
        const auto mark = static_cast<std::uint32_t>(hash >> 32U);
        const std::size_t mask = slots_.size() - 1;
        for (std::size_t at = mark & mask; slots_[at].number != kNone; at = (at + 1) & mask) {
            if (slots_[at].mark == mark && is_same(slots_[at].number)) return slots_[at].number;
        }
        return kNone;
    }

    static constexpr std::uint32_t kNone = ~0U;

    /// Spreads a word over all bits of a hash.
    [[nodiscard]] static constexpr std::uint64_t mixed(std::uint64_t hash, std::uint64_t word) {
        constexpr std::uint64_t kOdd = 0x9E3779B97F4A7C15ULL;
        hash = (hash ^ word) * kOdd;
        return hash ^ (hash >> 29U);
    }

  private:
    struct Slot {
        std::uint32_t mark = 0;
        std::uint32_t number = kNone;
    };

    void grow() {
        constexpr std::size_t kFirstSlots = 32;
        std::vector<Slot> old(slots_.empty() ? kFirstSlots : slots_.size() * 2);
        old.swap(slots_);
        const std::size_t mask = slots_.size() - 1;
        for (const Slot& slot : old) {
            if (slot.number == kNone) continue;
            std::size_t at = slot.mark & mask;
            while (slots_[at].number != kNone) at = (at + 1) & mask;
            slots_[at] = slot;
        }
    }

    std::vector<Slot> slots_;
    std::size_t count_ = 0;
};

}  // namespace doppelint
