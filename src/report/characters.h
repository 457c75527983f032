#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace doppelint::report {

/// One code point of a text; or, where the text is no UTF-8, one byte of it.
struct Character {
    char32_t code = 0;
    std::size_t size = 1;  ///< in bytes
    bool is_valid = true;
};

/// `text` is not empty.
[[nodiscard]] Character first_character(std::string_view text);

/// Whether a terminal would do something else than show it: control characters, ends of lines, and those
/// that turn the order in which the others are read.
[[nodiscard]] bool commands_the_terminal(char32_t code);

/// How many columns of a terminal it takes: 0, 1 or 2.
[[nodiscard]] std::uint32_t width_of(char32_t code);

/// The same of a whole text.
[[nodiscard]] std::uint32_t width_of(std::string_view text);

}  // namespace doppelint::report
