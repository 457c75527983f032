#include "report/one_line.h"

#include <cstdint>

#include "report/characters.h"

namespace doppelint::report {
namespace {

std::string hexadecimal(char32_t code, std::size_t digits) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string result(digits, '0');
    for (std::size_t at = digits; at-- > 0; code >>= 4U) result[at] = kDigits[code & 15U];
    return result;
}

// As Python would write it in a string.
std::string spelled_out(char32_t code) {
    if (code == U'\n') return "\\n";
    if (code == U'\r') return "\\r";
    if (code == U'\t') return "\\t";
    if (code < 0x100) return "\\x" + hexadecimal(code, 2);
    if (code < 0x10000) return "\\u" + hexadecimal(code, 4);
    return "\\U" + hexadecimal(code, 8);
}

}  // namespace

std::string on_one_line(std::string_view text) {
    std::string result;
    while (!text.empty()) {
        const Character it = first_character(text);
        if (it.is_valid && commands_the_terminal(it.code)) {
            result += spelled_out(it.code);
        } else {
            result += text.substr(0, it.size);
        }
        text.remove_prefix(it.size);
    }
    return result;
}

std::string shown(const findings::Place& place) {
    std::string result = on_one_line(place.path) + ":";
    if (place.cell != 0) result += "cell " + std::to_string(place.cell) + ":";
    return result + std::to_string(place.start.line) + ":" + std::to_string(place.start.column);
}

}  // namespace doppelint::report
