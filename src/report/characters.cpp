#include "report/characters.h"

#include <utf8proc.h>

namespace doppelint::report {
namespace {

constexpr char32_t kZeroWidthNonJoiner = 0x200C;
constexpr char32_t kZeroWidthJoiner = 0x200D;

bool is_plain(char32_t code) {
    return code >= 0x20 && code < 0x7F;
}

bool is_joiner(char32_t code) {
    return code == kZeroWidthJoiner || code == kZeroWidthNonJoiner;
}

}  // namespace

Character first_character(std::string_view text) {
    const char first = text.front();
    if (static_cast<unsigned char>(first) < 0x80) return {static_cast<char32_t>(first), 1, true};
    utf8proc_int32_t code = 0;
    const utf8proc_ssize_t size = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                                   static_cast<utf8proc_ssize_t>(text.size()), &code);
    if (size <= 0) return {0xFFFD, 1, false};
    return {static_cast<char32_t>(code), static_cast<std::size_t>(size), true};
}

bool commands_the_terminal(char32_t code) {
    if (is_plain(code)) return false;
    switch (utf8proc_category(static_cast<utf8proc_int32_t>(code))) {
        case UTF8PROC_CATEGORY_CC:
        case UTF8PROC_CATEGORY_ZL:
        case UTF8PROC_CATEGORY_ZP: return true;
        case UTF8PROC_CATEGORY_CF:
            return utf8proc_charwidth(static_cast<utf8proc_int32_t>(code)) == 0 && !is_joiner(code);
        default: return false;
    }
}

std::uint32_t width_of(char32_t code) {
    if (is_plain(code)) return 1;
    return static_cast<std::uint32_t>(utf8proc_charwidth(static_cast<utf8proc_int32_t>(code)));
}

std::uint32_t width_of(std::string_view text) {
    std::uint32_t result = 0;
    while (!text.empty()) {
        const Character it = first_character(text);
        result += width_of(it.code);
        text.remove_prefix(it.size);
    }
    return result;
}

}  // namespace doppelint::report
