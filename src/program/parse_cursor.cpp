#include "program/parse_cursor.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "program/literal.h"

namespace doppelint::program {
namespace {

bool is_blank(char it) {
    return it == ' ' || it == '\t' || it == '\r';
}

bool is_word(char it) {
    return (it >= 'a' && it <= 'z') || (it >= 'A' && it <= 'Z') || (it >= '0' && it <= '9') || it == '_' ||
           (it & 0x80) != 0;
}

std::size_t word_length(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::find_if_not(text, is_word) - text.begin());
}

std::size_t length_up_to_quote(std::string_view text) {
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '"') return at;
        if (text[at] == '\\') ++at;
    }
    return text.size();
}

}  // namespace

char Cursor::peek() {
    while (!rest_.empty() && is_blank(rest_.front())) rest_.remove_prefix(1);
    if (rest_.empty() || rest_.front() == ';') return '\0';
    return rest_.front();
}

bool Cursor::at_end() {
    return peek() == '\0';
}

std::string_view Cursor::peek_word() {
    return at_end() ? std::string_view() : rest_.substr(0, word_length(rest_));
}

std::string_view Cursor::front(std::size_t length) {
    const std::string_view taken = rest_.substr(0, length);
    rest_.remove_prefix(taken.size());
    return taken;
}

bool Cursor::take(std::string_view signs) {
    if (at_end() || !rest_.starts_with(signs)) return false;
    front(signs.size());
    return true;
}

bool Cursor::take_word(std::string_view word) {
    if (peek_word() != word) return false;
    front(word.size());
    return true;
}

void Cursor::expect(std::string_view signs) {
    if (!take(signs)) fail("expected `" + std::string(signs) + "`");
}

void Cursor::expect_word(std::string_view word) {
    if (!take_word(word)) fail("expected `" + std::string(word) + "`");
}

std::string_view Cursor::word() {
    const std::string_view found = peek_word();
    if (found.empty()) fail("expected a word");
    return front(found.size());
}

std::string_view Cursor::token() {
    if (at_end()) fail("expected more on this line");
    const auto* const end = std::ranges::find_if(rest_, [](char it) { return is_blank(it) || it == ';'; });
    return front(static_cast<std::size_t>(end - rest_.begin()));
}

std::uint32_t Cursor::number() {
    const std::string_view digits = peek_word();
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (digits.empty() || error != std::errc{} || end != digits.data() + digits.size()) {
        fail("expected a number");
        return 0;
    }
    front(digits.size());
    return value;
}

std::string Cursor::name() {
    if (peek() == '"') return text();
    if (peek() != '<') return std::string(word());
    const std::size_t end = rest_.find('>');
    const std::string_view found = rest_.substr(0, end == std::string_view::npos ? 0 : end + 1);
    if (!is_bare_name(found)) fail("expected a name");
    return std::string(front(found.size()));
}

std::string Cursor::text() {
    if (!take("\"")) fail("expected text in quotes");
    return failure_ ? std::string() : text_behind_quote();
}

std::string Cursor::text_behind_quote() {
    const std::optional<std::string> found = unescaped(front(length_up_to_quote(rest_)));
    if (!found || !rest_.starts_with('"')) fail("this is not text in quotes");
    front(1);
    return found.value_or("");
}

void Cursor::fail(std::string sentence) {
    if (!failure_) failure_ = std::move(sentence);
    rest_ = {};
}

}  // namespace doppelint::program
