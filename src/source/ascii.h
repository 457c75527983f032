#pragma once

#include <string_view>

namespace doppelint::source {

// Like <cctype>, but independent of the locale and safe for every `char`.

[[nodiscard]] constexpr bool is_ascii_digit(char character) {
    return character >= '0' && character <= '9';
}

[[nodiscard]] constexpr bool is_ascii_upper(char character) {
    return character >= 'A' && character <= 'Z';
}

[[nodiscard]] constexpr char ascii_lower(char character) {
    return is_ascii_upper(character) ? static_cast<char>(character - 'A' + 'a') : character;
}

[[nodiscard]] constexpr bool is_ascii_alphanumeric(char character) {
    const char lower = ascii_lower(character);
    return (lower >= 'a' && lower <= 'z') || is_ascii_digit(character);
}

/// What Python allows before a statement on its line.
[[nodiscard]] constexpr bool is_blank(char character) {
    return character == ' ' || character == '\t' || character == '\f';
}

[[nodiscard]] constexpr std::string_view without_leading_blanks(std::string_view text) {
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
    return text;
}

[[nodiscard]] constexpr std::string_view without_trailing_blanks(std::string_view text) {
    while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
    return text;
}

/// `prefix` is in lower case.
[[nodiscard]] constexpr bool starts_with_ignoring_case(std::string_view text, std::string_view prefix) {
    if (text.size() < prefix.size()) return false;
    for (std::size_t i = 0; i < prefix.size(); ++i) {
        if (ascii_lower(text[i]) != prefix[i]) return false;
    }
    return true;
}

}  // namespace doppelint::source
