#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <string_view>

namespace doppelint::models {

/// A version of a library: its first three numbers.
using LibraryVersion = std::array<std::uint16_t, 3>;

/// Later than every version.
inline constexpr LibraryVersion kNoLastVersion{std::numeric_limits<std::uint16_t>::max(), 0, 0};

/// Versions of a library, from `first` on and before `end`.
struct LibraryRange {
    std::string_view library;  ///< as package indexes call it; empty: the row is of no library's version
    LibraryVersion first{};
    LibraryVersion end = kNoLastVersion;

    [[nodiscard]] constexpr bool has(const LibraryVersion& version) const {
        return !(version < first) && version < end;
    }
    /// Whether some version is in both.
    [[nodiscard]] constexpr bool meets(const LibraryRange& other) const {
        return library != other.library || (first < other.end && other.first < end);
    }
    bool operator==(const LibraryRange&) const = default;
};

/// A library that a program is known to use, and its version.
struct UsedLibrary {
    std::string_view name;
    LibraryVersion version{};
};

}  // namespace doppelint::models
