#include "syntax/tokens.h"

#include <algorithm>
#include <string>
#include <utility>

namespace doppelint::syntax {
namespace {

bool is_word_byte(char it) {
    return (it >= 'a' && it <= 'z') || (it >= 'A' && it <= 'Z') || (it >= '0' && it <= '9') || it == '_' ||
           (static_cast<unsigned char>(it) & 0x80U) != 0;
}

bool is_quote(char it) {
    return it == '"' || it == '\'';
}

class Scan {
  public:
    explicit Scan(std::string_view text) : text_(text) {}

    Tokens run() {
        while (at_ < text_.size()) {
            if (in_literal()) {
                literal_text();
            } else {
                next();
            }
        }
        return std::move(tokens_);
    }

  private:
    // A string literal that may hold replacement fields, and how deep in brackets its field began.
    struct Literal {
        char quote;
        bool triple;
        bool raw;
        bool holes;
    };
    // An open bracket, or a literal around everything that follows.
    struct Frame {
        bool is_literal;
        std::uint32_t token;
        Literal literal;
    };

    [[nodiscard]] bool in_literal() const { return !frames_.empty() && frames_.back().is_literal; }
    [[nodiscard]] bool starts(std::string_view what) const { return text_.substr(at_).starts_with(what); }

    void next() {
        const char it = text_[at_];
        if (it == '#') {
            comment();
        } else if (it == '\n') {
            push(Token::Kind::line_end, 1);
        } else if (it == ' ' || it == '\t' || it == '\r' || it == '\f' || it == '\\') {
            at_ += it == '\\' && at_ + 1 < text_.size() ? 2U : 1U;
        } else if (is_quote(it)) {
            open_literal("");
        } else if (is_word_byte(it)) {
            word();
        } else if (it == '(' || it == '[' || it == '{') {
            frames_.push_back({false, static_cast<std::uint32_t>(tokens_.all.size()), {}});
            push(Token::Kind::open, 1);
        } else if (it == ')' || it == ']' || it == '}') {
            close();
        } else {
            push(Token::Kind::sign, starts("**") ? 2U : 1U);
        }
    }

    void push(Token::Kind kind, std::size_t size) {
        const auto begin = static_cast<std::uint32_t>(at_);
        const auto index = static_cast<std::uint32_t>(tokens_.all.size());
        at_ += size;
        tokens_.all.push_back({kind, {begin, static_cast<std::uint32_t>(at_)}, index});
    }

    void comment() {
        const std::size_t end = std::min(text_.find('\n', at_), text_.size());
        tokens_.comments.push_back({static_cast<std::uint32_t>(at_), static_cast<std::uint32_t>(end)});
        at_ = end;
    }

    void word() {
        std::size_t end = at_;
        while (end < text_.size() && is_word_byte(text_[end])) ++end;
        const std::string_view found = text_.substr(at_, end - at_);
        if (end < text_.size() && is_quote(text_[end]) && found.size() <= 2 &&
            found.find_first_not_of("rRbBuUfFtT") == std::string_view::npos) {
            at_ = end;
            open_literal(found);
        } else {
            push(Token::Kind::word, end - at_);
        }
    }

    // Brackets that were opened inside the one that this closes, and not closed, stay without a partner.
    void close() {
        const char wanted = text_[at_] == ')' ? '(' : text_[at_] == ']' ? '[' : '{';
        const auto index = static_cast<std::uint32_t>(tokens_.all.size());
        push(Token::Kind::close, 1);
        std::size_t match = frames_.size();
        while (match > 0 && !frames_[match - 1].is_literal && opened_by(match - 1) != wanted) --match;
        if (match == 0 || frames_[match - 1].is_literal) return;
        const std::uint32_t open = frames_[match - 1].token;
        frames_.resize(match - 1);
        tokens_.all[open].partner = index;
        tokens_.all[index].partner = open;
    }

    [[nodiscard]] char opened_by(std::size_t frame) const {
        return text_[tokens_.all[frames_[frame].token].range.begin];
    }

    void open_literal(std::string_view prefix) {
        const char quote = text_[at_];
        const bool triple = text_.substr(at_, 3) == std::string(3, quote);
        const bool raw = prefix.find_first_of("rR") != std::string_view::npos;
        const bool holes = prefix.find_first_of("fFtT") != std::string_view::npos;
        push(Token::Kind::quotes, triple ? 3 : 1);
        frames_.push_back({true, 0, {quote, triple, raw, holes}});
    }

    // The plain text of a literal, up to its end or to its next hole.
    void literal_text() {
        const Literal literal = frames_.back().literal;
        while (at_ < text_.size()) {
            const char it = text_[at_];
            if (it == '\\') {
                at_ = std::min(at_ + 2, text_.size());
            } else if (it == literal.quote && ends_literal(literal)) {
                push(Token::Kind::quotes, literal.triple ? 3 : 1);
                frames_.pop_back();
                return;
            } else if (it == '\n' && !literal.triple) {
                frames_.pop_back();  // never closed; the line ends it
                return;
            } else if (literal.holes && it == '{') {
                if (starts("{{")) {
                    at_ += 2;
                    continue;
                }
                frames_.push_back({false, static_cast<std::uint32_t>(tokens_.all.size()), {}});
                push(Token::Kind::open, 1);
                return;
            } else {
                ++at_;
            }
        }
        frames_.clear();
    }

    [[nodiscard]] bool ends_literal(const Literal& literal) const {
        return !literal.triple || text_.substr(at_, 3) == std::string(3, literal.quote);
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::vector<Frame> frames_;
    Tokens tokens_;
};

}  // namespace

Tokens scan_tokens(std::string_view text) {
    return Scan(text).run();
}

}  // namespace doppelint::syntax
