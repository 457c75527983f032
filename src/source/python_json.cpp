#include "source/python_json.h"

#include <algorithm>
#include <string_view>

#include "source/ascii.h"

namespace doppelint::source {
namespace {

constexpr std::size_t kEscapeSize = std::string_view(R"(\uD83D)").size();

// Whether `text` starts with a `\uXXXX` of a surrogate, whose third hex digit is one of `second_digits`.
bool starts_with_surrogate(std::string_view text, std::string_view second_digits) {
    return text.size() >= kEscapeSize && starts_with_ignoring_case(text, R"(\ud)") &&
           second_digits.find(ascii_lower(text[3])) != second_digits.npos;
}

bool is_high_surrogate(std::string_view text) {
    return starts_with_surrogate(text, "89ab");
}
bool is_low_surrogate(std::string_view text) {
    return starts_with_surrogate(text, "cdef");
}

// Goes past the escape that begins at `at`.
void replace_half_pair(std::string& text, std::size_t& at) {
    const std::string_view rest = std::string_view(text).substr(at);
    if (is_high_surrogate(rest) && is_low_surrogate(rest.substr(kEscapeSize))) {
        at += 2 * kEscapeSize;
    } else if (is_high_surrogate(rest) || is_low_surrogate(rest)) {
        text.replace(at, kEscapeSize, R"(\ufffd)");
        at += kEscapeSize;
    } else {
        at += 2;
    }
}

void replace_number(std::string& text, std::size_t at) {
    for (const std::string_view word : {"NaN", "Infinity"}) {
        if (!std::string_view(text).substr(at).starts_with(word)) continue;
        text.replace(at, word.size(), word.size(), ' ');
        text[at] = '0';
    }
}

}  // namespace

void replace_python_extensions(std::string& json) {
    bool in_string = false;
    for (std::size_t at = 0; at < json.size();) {
        if (in_string && json[at] == '\\') {
            replace_half_pair(json, at);
            continue;
        }
        if (json[at] == '"') in_string = !in_string;
        if (!in_string) replace_number(json, at);
        ++at;
    }
}

}  // namespace doppelint::source
