#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace doppelint::source {

/// How many bytes at the start of `bytes` are ASCII.
[[nodiscard]] std::size_t ascii_prefix(std::string_view bytes);

/// The first byte that is not UTF-8, and why, in Python's words.
struct Utf8Fault {
    std::size_t offset;
    std::string_view reason;
};
[[nodiscard]] std::optional<Utf8Fault> first_utf8_fault(std::string_view bytes);

/// Appends any code point up to U+10FFFF.
void append_utf8(std::string& text, char32_t code_point);

[[nodiscard]] constexpr bool is_utf8_continuation(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
}

/// How many units a piece of UTF-8 text takes. A character counts where it begins.
struct UnitCounts {
    std::uint32_t code_points = 0;
    std::uint32_t utf16_units = 0;
};
[[nodiscard]] UnitCounts count_units(std::string_view text);

}  // namespace doppelint::source
