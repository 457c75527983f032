#include "report/markup.h"

#include "report/characters.h"

namespace doppelint::report {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

// XML 1.0 names the characters that it has; those of C1 are allowed and discouraged.
bool may_stand(const Character& it) {
    if (!it.is_valid) return false;
    if (it.code < 0x20) return it.code == U'\t' || it.code == U'\n';
    const bool is_old_control = it.code >= 0x7F && it.code < 0xA0;
    return !is_old_control && (it.code & 0xFFFEU) != 0xFFFE;
}

std::string_view entity_of(char32_t code) {
    switch (code) {
        case U'&': return "&amp;";
        case U'<': return "&lt;";
        case U'>': return "&gt;";
        case U'"': return "&quot;";
        case U'\'': return "&#39;";
        default: return {};
    }
}

}  // namespace

std::string markup(std::string_view text) {
    std::string result;
    while (!text.empty()) {
        const Character it = first_character(text);
        if (!may_stand(it)) {
            result += kReplacement;
        } else if (const std::string_view entity = entity_of(it.code); !entity.empty()) {
            result += entity;
        } else {
            result += text.substr(0, it.size);
        }
        text.remove_prefix(it.size);
    }
    return result;
}

}  // namespace doppelint::report
