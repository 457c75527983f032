#include "models/scanner.h"

namespace doppelint::models {
namespace {

bool is_digit(char one) {
    return one >= '0' && one <= '9';
}

bool is_letter(char one) {
    return (one >= 'a' && one <= 'z') || (one >= 'A' && one <= 'Z') || one == '_';
}

int nesting(char one) {
    switch (one) {
        case '(':
        case '[':
        case '{': return 1;
        case ')':
        case ']':
        case '}': return -1;
        default: return 0;
    }
}

}  // namespace

std::string_view Scanner::word(std::string_view also) {
    if (!is_letter(peek())) return {};
    const std::size_t begin = at_;
    while (at_ < text_.size() && (is_letter(text_[at_]) || is_digit(text_[at_]) ||
                                  also.find(text_[at_]) != std::string_view::npos)) {
        ++at_;
    }
    return text_.substr(begin, at_ - begin);
}

std::string_view Scanner::expression() {
    if (peek() == '\0') return {};
    const std::size_t begin = at_;
    int depth = 0;
    char quote = '\0';
    for (; at_ < text_.size(); ++at_) {
        const char one = text_[at_];
        if (quote != '\0') {
            if (one == quote) quote = '\0';
            continue;
        }
        if (depth == 0 && (one == ',' || nesting(one) < 0)) break;
        if (one == '\'' || one == '"') quote = one;
        depth += nesting(one);
    }
    return text_.substr(begin, at_ - begin);
}

}  // namespace doppelint::models
