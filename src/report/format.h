#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "findings/finding.h"

namespace doppelint::report {

/// The shapes in which findings are told.
enum class Format : std::uint8_t { concise, json };

inline constexpr std::array<std::string_view, 2> kFormatNames{"concise", "json"};
[[nodiscard]] std::optional<Format> find_format(std::string_view name);

/// All of the output for sorted `findings`.
[[nodiscard]] std::string render(Format format, std::span<const findings::Finding> findings);

}  // namespace doppelint::report
