#include "source/statement_scanner.h"

#include "source/ascii.h"

namespace doppelint::source {
namespace {

constexpr auto kNone = StatementScanner::kNone;

bool is_quote(char character) {
    return character == '"' || character == '\'';
}

// Whether the `=` at `at` assigns, rather than being a part of `==`, `<=`, `+=` or `:=`.
bool is_assignment(std::string_view line, std::size_t at) {
    constexpr std::string_view kOperators = "=!<>+-*/%&|^@:~";
    const bool is_end = at > 0 && kOperators.find(line[at - 1]) != kOperators.npos;
    return !is_end && !line.substr(at + 1).starts_with('=');
}

// `!` or `%name` behind the `=` at `at`; neither can begin an expression of Python.
std::size_t escape_behind(std::string_view line, std::size_t at) {
    const std::string_view rest = without_leading_blanks(line.substr(at + 1));
    if (rest.empty()) return kNone;
    const bool is_magic = rest[0] == '%' && rest.size() > 1 && is_ascii_alphanumeric(rest[1]);
    return rest[0] == '!' || is_magic ? line.size() - rest.size() : kNone;
}

}  // namespace

StatementScanner::Line StatementScanner::scan(std::string_view line) {
    is_continued_ = false;
    std::size_t last = kNone;  // character that is neither blank nor comment
    for (std::size_t at = 0; at < line.size();) {
        const char character = line[at];
        if (quote_ != 0) {
            skip_string(line, at);
            continue;
        }
        if (character == '#') break;
        if (!is_blank(character)) last = at;
        if (is_quote(character)) {
            open_string(line, at);
            continue;
        }
        follow_bracket(character);
        if (character == '=' && depth_ == 0 && is_assignment(line, at)) {
            const std::size_t escape = escape_behind(line, at);
            if (escape != kNone) return {escape, kNone};
        }
        ++at;
    }
    end_line(line, last);
    return {kNone, last != kNone && line[last] == '?' && quote_ == 0 ? last : kNone};
}

void StatementScanner::open_string(std::string_view line, std::size_t& at) {
    quote_ = line[at];
    is_triple_ = at + 2 < line.size() && line[at + 1] == quote_ && line[at + 2] == quote_;
    at += is_triple_ ? 3 : 1;
}

void StatementScanner::skip_string(std::string_view line, std::size_t& at) {
    for (; at < line.size(); ++at) {
        if (line[at] == '\\') {
            ++at;  // raw strings too do not end at a quote behind a backslash
            continue;
        }
        if (line[at] != quote_) continue;
        const bool is_end =
            !is_triple_ || (line.substr(at).size() >= 3 && line[at + 1] == quote_ && line[at + 2] == quote_);
        if (!is_end) continue;
        at += is_triple_ ? 3 : 1;
        quote_ = 0;
        return;
    }
}

void StatementScanner::follow_bracket(char character) {
    constexpr std::string_view kOpening = "([{";
    constexpr std::string_view kClosing = ")]}";
    if (kOpening.find(character) != kOpening.npos) ++depth_;
    if (kClosing.find(character) != kClosing.npos && depth_ > 0) --depth_;
}

void StatementScanner::end_line(std::string_view line, std::size_t last) {
    const bool ends_in_backslash = line.ends_with('\\');
    is_continued_ = quote_ == 0 && ends_in_backslash && last + 1 == line.size();
    // A string in single quotes goes on only behind a backslash; else it was never closed.
    if (!is_triple_ && !ends_in_backslash) quote_ = 0;
}

}  // namespace doppelint::source
