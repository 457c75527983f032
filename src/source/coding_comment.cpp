#include "source/ascii.h"
#include "source/encoding.h"
#include "source/line_ends.h"

namespace doppelint::source {
namespace {

constexpr std::string_view kKeyword = "coding";

bool is_name_character(char character) {
    return is_ascii_alphanumeric(character) || character == '-' || character == '_' || character == '.';
}

std::string_view leading_name(std::string_view text) {
    std::size_t size = 0;
    while (size < text.size() && is_name_character(text[size])) ++size;
    return text.substr(0, size);
}

// The name behind the colon or equals sign that `text` starts with, or nothing.
std::string_view name_behind_sign(std::string_view text) {
    if (!text.starts_with(':') && !text.starts_with('=')) return {};
    text.remove_prefix(1);
    while (text.starts_with(' ') || text.starts_with('\t')) text.remove_prefix(1);
    return leading_name(text);
}

std::string_view name_in_comment(std::string_view comment) {
    for (std::size_t at = comment.find(kKeyword); at != comment.npos; at = comment.find(kKeyword, at)) {
        at += kKeyword.size();
        const std::string_view name = name_behind_sign(comment.substr(at));
        if (!name.empty()) return name;
    }
    return {};
}

std::string_view without_first_line(std::string_view bytes) {
    bytes.remove_prefix(first_line_size(bytes));
    bytes.remove_prefix(bytes.starts_with("\r\n") ? 2 : bytes.empty() ? 0 : 1);
    return bytes;
}

// What is left of the first line behind its blanks.
std::string_view first_line(std::string_view bytes) {
    return without_leading_blanks(bytes.substr(0, first_line_size(bytes)));
}

}  // namespace

std::string_view coding_comment(std::string_view bytes) {
    if (bytes.starts_with(kUtf8ByteOrderMark)) bytes.remove_prefix(kUtf8ByteOrderMark.size());
    const std::string_view first = first_line(bytes);
    const bool is_comment = first.starts_with('#');
    if (!is_comment && !first.empty()) return {};
    if (is_comment) {
        const std::string_view name = name_in_comment(first);
        if (!name.empty()) return name;
    }
    const std::string_view second = first_line(without_first_line(bytes));
    return second.starts_with('#') ? name_in_comment(second) : std::string_view{};
}

}  // namespace doppelint::source
