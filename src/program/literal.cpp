#include "program/literal.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>

namespace doppelint::program {
namespace {

constexpr std::array<std::string_view, 9> kConstantKinds = {"None",  "True",      "False",  "...",  "integer",
                                                            "float", "imaginary", "string", "bytes"};
static_assert(kConstantKinds.size() == static_cast<std::size_t>(ConstantKind::bytes) + 1);

constexpr std::string_view kHexDigits = "0123456789abcdef";

bool is_digit(char it) {
    return it >= '0' && it <= '9';
}
bool is_word_start(char it) {
    return (it >= 'a' && it <= 'z') || (it >= 'A' && it <= 'Z') || it == '_' || (it & 0x80) != 0;
}
bool is_word(char it) {
    return is_word_start(it) || is_digit(it);
}

// How many bytes the UTF-8 character at the front of `text` has; 0 if there is none, or one that no
// text should hold (an overlong form, half of a surrogate pair, a control character).
std::size_t printable_length(std::string_view text) {
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
    const unsigned char first = byte(0);
    if (first < 0x80) return first >= 0x20 && first != 0x7F ? 1 : 0;
    const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || text.size() < length) return 0;
    for (std::size_t at = 1; at < length; ++at) {
        if ((byte(at) & 0xC0U) != 0x80U) return 0;
    }
    const unsigned char second = byte(1);
    const bool overlong = (first == 0xE0 && second < 0xA0) || (first == 0xF0 && second < 0x90);
    const bool surrogate = first == 0xED && second >= 0xA0;
    const bool control = first == 0xC2 && second < 0xA0;
    const bool line_end = first == 0xE2 && second == 0x80 && (byte(2) & 0xFEU) == 0xA8U;
    return overlong || surrogate || control || line_end || (first == 0xF4 && second > 0x8F) ? 0 : length;
}

bool is_printable(std::string_view text) {
    while (!text.empty()) {
        const std::size_t length = printable_length(text);
        if (length == 0) return false;
        text.remove_prefix(length);
    }
    return true;
}

void append_escape(std::string& out, char it) {
    const auto byte = static_cast<unsigned char>(it);
    switch (it) {
        case '"': out += "\\\""; return;
        case '\\': out += "\\\\"; return;
        case '\n': out += "\\n"; return;
        case '\r': out += "\\r"; return;
        case '\t': out += "\\t"; return;
        default: out += {'\\', 'x', kHexDigits[byte >> 4U], kHexDigits[byte & 0xFU]};
    }
}

std::optional<char> from_escape(std::string_view& rest) {
    const char sign = rest.front();
    rest.remove_prefix(1);
    switch (sign) {
        case '"':
        case '\\': return sign;
        case 'n': return '\n';
        case 'r': return '\r';
        case 't': return '\t';
        default: break;
    }
    if (sign != 'x' || rest.size() < 2) return std::nullopt;
    const std::size_t high = kHexDigits.find(rest[0]);
    const std::size_t low = kHexDigits.find(rest[1]);
    if (high == std::string_view::npos || low == std::string_view::npos) return std::nullopt;
    rest.remove_prefix(2);
    return static_cast<char>(static_cast<unsigned char>(high << 4U | low));
}

bool is_singleton(ConstantKind kind) {
    return kind <= ConstantKind::ellipsis;
}

// Whether reading `text` as Python writes it gives the constant back.
bool is_plain_number(const Constant& constant, std::string_view text) {
    const std::optional<Number> number = number_from(text);
    return number && number->kind == constant.kind && number->integer == constant.integer;
}

}  // namespace

bool is_bare_name(std::string_view text) {
    if (text.size() > 2 && text.front() == '<' && text.back() == '>') {
        text = text.substr(1, text.size() - 2);
    }
    return !text.empty() && is_word_start(text.front()) && std::ranges::all_of(text, is_word) &&
           is_printable(text);
}

bool is_bare_path(std::string_view text) {
    while (true) {
        const std::size_t dot = text.find('.');
        const std::string_view part = text.substr(0, dot);
        if (!is_bare_name(part) || part.front() == '<') return false;
        if (dot == std::string_view::npos) return true;
        text.remove_prefix(dot + 1);
    }
}

std::string quoted(std::string_view text) {
    std::string out = "\"";
    while (!text.empty()) {
        const std::size_t length = printable_length(text);
        if (length == 0 || text.front() == '"' || text.front() == '\\') {
            append_escape(out, text.front());
            text.remove_prefix(1);
        } else {
            out += text.substr(0, length);
            text.remove_prefix(length);
        }
    }
    return out += '"';
}

std::string quoted_bytes(std::string_view text) {
    std::string out = "\"";
    for (const char it : text) {
        const bool plain = it >= 0x20 && it < 0x7F && it != '"' && it != '\\';
        if (plain) {
            out += it;
        } else {
            append_escape(out, it);
        }
    }
    return out += '"';
}

std::optional<std::string> unescaped(std::string_view text) {
    std::string out;
    std::string_view rest = text;
    while (!rest.empty()) {
        const char it = rest.front();
        rest.remove_prefix(1);
        if (it != '\\') {
            out += it;
            continue;
        }
        if (rest.empty()) return {};
        const std::optional<char> escaped = from_escape(rest);
        if (!escaped) return {};
        out += *escaped;
    }
    return out;
}

std::string name_literal(std::string_view text) {
    return is_bare_name(text) ? std::string(text) : quoted(text);
}

std::string title_literal(std::string_view text) {
    const bool is_taken = text == "in" || text == "scope" || text == "nested";
    return is_taken ? quoted(text) : name_literal(text);
}

std::string path_literal(std::string_view text) {
    const std::string_view first = text.substr(0, text.find('.'));
    const bool is_taken = first == "lazy" || first == "top" || first == "from";
    return is_bare_path(text) && !is_taken ? std::string(text) : quoted(text);
}

std::string_view name_of(ConstantKind kind) {
    return kConstantKinds[static_cast<std::size_t>(kind)];
}

std::string constant_literal(const Module& module, const Constant& constant) {
    std::string out = constant.exact ? "" : "inexact ";
    const std::string_view text = constant.text ? module.text(constant.text) : "";
    if (is_singleton(constant.kind)) return out += name_of(constant.kind);
    if (constant.kind == ConstantKind::string) return out += quoted(text);
    if (constant.kind == ConstantKind::bytes) return out += "b" + quoted_bytes(text);
    if (is_plain_number(constant, text)) return out += text;
    out += name_of(constant.kind);
    out += " " + quoted(text);
    if (constant.integer != 0) out += " = " + std::to_string(constant.integer);
    return out;
}

std::optional<Number> number_from(std::string_view text) {
    const auto is_part = [](char it) {
        return is_digit(it) || std::string_view("eE.+-jJ").find(it) != std::string_view::npos;
    };
    if (text.empty() || (!is_digit(text.front()) && text.front() != '.')) return {};
    if (!std::ranges::any_of(text, is_digit) || !std::ranges::all_of(text, is_part)) return {};
    if (text.back() == 'j' || text.back() == 'J') return Number{ConstantKind::imaginary, 0};
    if (!std::ranges::all_of(text, is_digit)) return Number{ConstantKind::float_, 0};
    Number number;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number.integer);
    if (error != std::errc{}) number.integer = 0;
    return number;
}

}  // namespace doppelint::program
