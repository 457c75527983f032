#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "lsp/json.h"
#include "source/line_index.h"

namespace doppelint::lsp {

/// What the character of a position counts; client and server agree on it when they meet.
enum class PositionEncoding : std::uint8_t { utf16, utf8, utf32 };

/// The first that both know of what the client offers.
[[nodiscard]] PositionEncoding agreed_encoding(const Json& client_capabilities);
[[nodiscard]] std::string_view name_of(PositionEncoding encoding);

/// A text with its lines.
struct Lines {
    std::string_view text;
    const source::LineIndex& index;
};

[[nodiscard]] Json position_at(const Lines& lines, std::uint32_t offset, PositionEncoding encoding);
/// The end is exclusive.
[[nodiscard]] Json range_at(const Lines& lines, std::uint32_t begin, std::uint32_t end,
                            PositionEncoding encoding);

/// None where `position` is none. One behind the end of its line is the end of the line.
[[nodiscard]] std::optional<std::uint32_t> offset_of(const Lines& lines, const Json& position,
                                                     PositionEncoding encoding);

/// A stretch of a text in bytes.
struct Stretch {
    std::uint32_t begin = 0, end = 0;
    [[nodiscard]] bool touches(const Stretch& other) const {
        return begin <= other.end && other.begin <= end;
    }
};
/// None where `range` is none, or ends before it begins.
[[nodiscard]] std::optional<Stretch> stretch_of(const Lines& lines, const Json& range,
                                                PositionEncoding encoding);

}  // namespace doppelint::lsp
