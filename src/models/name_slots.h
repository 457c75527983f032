#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string_view>
#include <vector>

namespace doppelint::models {

/// A name in pieces that stand one after the other, so that none needs to be put together.
using NamePieces = std::initializer_list<std::string_view>;

/// A hash table over the names of a sorted table: finds where a name begins in it without comparing its way
/// there. Its slots hold indices of the table, and `kFree`.
struct NameSlots {
    static constexpr std::uint16_t kFree = 0xFFFF;
    std::span<const std::uint16_t> slots;  ///< a power of two of them, or none
};

/// The index of the first row of `table` (names, or what has one) whose name consists of `pieces`, or the
/// table's size.
template <class Row>
[[nodiscard]] std::size_t find_name(NameSlots index, std::span<const Row> table, NamePieces pieces);

/// Slots for names in the order of their table; equal names are neighbours, and the first one is found.
[[nodiscard]] std::vector<std::uint16_t> make_name_slots(std::span<const std::string_view> names);

[[nodiscard]] constexpr std::uint32_t hash_of(NamePieces pieces) {
    std::uint32_t hash = 2166136261U;
    for (const std::string_view piece : pieces) {
        for (const char one : piece) hash = (hash ^ static_cast<unsigned char>(one)) * 16777619U;
    }
    return hash ^ (hash >> 15U);
}

[[nodiscard]] constexpr bool consists_of(std::string_view name, NamePieces pieces) {
    for (const std::string_view piece : pieces) {
        if (!name.starts_with(piece)) return false;
        name.remove_prefix(piece.size());
    }
    return name.empty();
}

[[nodiscard]] constexpr std::string_view name_of_row(std::string_view row) {
    return row;
}
template <class Row>
[[nodiscard]] constexpr std::string_view name_of_row(const Row& row) {
    return row.name;
}

template <class Row>
std::size_t find_name(NameSlots index, std::span<const Row> table, NamePieces pieces) {
    if (index.slots.empty()) return table.size();
    const std::size_t mask = index.slots.size() - 1;
    for (std::size_t at = hash_of(pieces) & mask; index.slots[at] != NameSlots::kFree; at = (at + 1) & mask) {
        if (consists_of(name_of_row(table[index.slots[at]]), pieces)) return index.slots[at];
    }
    return table.size();
}

}  // namespace doppelint::models
