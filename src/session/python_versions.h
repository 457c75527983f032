#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace doppelint::session {

/// A Python by its minor version: 3.11 is {11}.
struct PythonVersion {
    std::uint8_t minor = 0;
    auto operator<=>(const PythonVersion&) const = default;
};

inline constexpr PythonVersion kOldestPython{8};
inline constexpr PythonVersion kNewestPython{15};

/// All Pythons from `lowest` to `highest`, both included.
struct VersionRange {
    PythonVersion lowest{11};
    PythonVersion highest = kNewestPython;
    auto operator<=>(const VersionRange&) const = default;
};

/// Reads "3.11" or "3.9-3.14".
[[nodiscard]] Result<VersionRange> parse_target_version(std::string_view text);

/// The known Pythons that `requires-python` allows, like ">=3.9,<3.14"; an open end reaches the newest.
[[nodiscard]] Result<VersionRange> parse_requires_python(std::string_view text);

/// "3.11" or "3.11-3.15".
[[nodiscard]] std::string name_of(VersionRange range);

}  // namespace doppelint::session
