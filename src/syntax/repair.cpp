#include "syntax/repair.h"

#include <algorithm>
#include <utility>

#include "syntax/statement_words.h"
#include "syntax/tokens.h"

namespace doppelint::syntax {
namespace {

class Repairer {
  public:
    explicit Repairer(std::string_view text) : text_(text), tokens_(scan_tokens(text)) {
        repair_.text = text;
    }

    Repair run() {
        for (std::size_t at = 0; at < count(); ++at) {
            if (is_statement_word(word(at))) statement_words_.push_back(at);
            if (starts_statement(at)) statement(at);
            if (all()[at].kind == Token::Kind::open) bracket(at);
            if (is_hole(at)) hole(at);
            if (word(at) == "print" || word(at) == "exec") rename(at);
            if (word(at) == "type" && starts_statement(at) && word(at + 1).empty()) rename(at);
        }
        join_lines();
        repair_.comments = std::move(tokens_.comments);
        return std::move(repair_);
    }

  private:
    [[nodiscard]] const std::vector<Token>& all() const { return tokens_.all; }
    [[nodiscard]] std::size_t count() const { return tokens_.all.size(); }
    [[nodiscard]] std::string_view word(std::size_t at) const {
        if (at >= count() || all()[at].kind != Token::Kind::word) return {};
        return text_.substr(all()[at].range.begin, all()[at].range.end - all()[at].range.begin);
    }
    [[nodiscard]] char sign(std::size_t at) const {
        return at < count() ? text_[all()[at].range.begin] : '\0';
    }
    [[nodiscard]] bool starts_statement(std::size_t at) const {
        return at == 0 || all()[at - 1].kind == Token::Kind::line_end || sign(at - 1) == ';' ||
               sign(at - 1) == ':';
    }
    void replace(std::uint32_t begin, std::string_view with) {
        std::copy(with.begin(), with.end(), repair_.text.begin() + begin);
    }

    void statement(std::size_t at) {
        if (word(at) == "lazy" && (word(at + 1) == "import" || word(at + 1) == "from")) {
            replace(all()[at].range.begin, "0;  ");
            repair_.marks.push_back({Mark::Kind::lazy_import, all()[at].range});
        }
        const bool defines = word(at) == "class" || word(at) == "def" || word(at) == "type";
        const std::size_t bracket = at + 2 + (word(at) == "async" ? 1 : 0);
        if ((defines || (word(at) == "async" && word(at + 1) == "def")) && bracket < count() &&
            all()[bracket].kind == Token::Kind::open && sign(bracket) == '[') {
            type_parameters(bracket);
        }
    }

    // `[T = int]` is read as `[T : int]`, with a mark.
    void type_parameters(std::size_t open) {
        std::size_t at = open + 1;
        while (at < count() && at < all()[open].partner) {
            if (all()[at].kind == Token::Kind::open && all()[at].partner > at) {
                at = all()[at].partner;
            } else if (sign(at) == '=' && all()[at].kind == Token::Kind::sign) {
                replace(all()[at].range.begin, ":");
                repair_.marks.push_back({Mark::Kind::type_parameter_default, all()[at].range});
            }
            ++at;
        }
    }

    // `{**d for …}` is read as `{  d for …}`, with a mark.
    void bracket(std::size_t open) {
        const std::size_t stars = open + 1;
        if (sign(open) != '{' || stars >= count() || all()[stars].range.end - all()[stars].range.begin != 2) {
            return;
        }
        if (sign(stars) != '*' || !has_for(open)) return;
        replace(all()[stars].range.begin, "  ");
        repair_.marks.push_back({Mark::Kind::unpacking_in_comprehension, all()[stars].range});
    }

    // The bracket of an f-string: nothing else stands right behind quotes or another one.
    [[nodiscard]] bool is_hole(std::size_t at) const {
        if (sign(at) != '{' || all()[at].kind != Token::Kind::open || at == 0) return false;
        return all()[at - 1].kind == Token::Kind::quotes || sign(at - 1) == '}';
    }

    // `f"{*items, last}"` is read as `f"{ items, last}"`: the text shows what is spread either way.
    void hole(std::size_t open) {
        for (std::size_t at = open + 1; at < count() && at < all()[open].partner; ++at) {
            const Token& it = all()[at];
            const bool begins = at == open + 1 || sign(at - 1) == ',';
            if (begins && sign(at) == '*' && it.range.end - it.range.begin == 1) replace(it.range.begin, " ");
            if (it.kind == Token::Kind::open && it.partner > at) at = it.partner;
        }
    }

    [[nodiscard]] bool has_for(std::size_t open) const {
        for (std::size_t at = open + 1; at < count() && at < all()[open].partner; ++at) {
            if (all()[at].kind == Token::Kind::open && all()[at].partner > at) {
                at = all()[at].partner;
            } else if (word(at) == "for") {
                return true;
            }
        }
        return false;
    }

    // The grammar gives these names statements of their own; under another name they are what they are in
    // Python 3. Names are read from the real text.
    void rename(std::size_t at) { replace(all()[at].range.end - 1, "_"); }

    void join_lines() {
        std::size_t at = 0;
        while (at < count()) {
            const Token& token = all()[at];
            const bool paired = token.kind == Token::Kind::open && token.partner > at;
            if (paired && !holds_statement(at, token.partner)) {
                join_between(token.range.end, all()[token.partner].range.begin);
                at = token.partner;
            }
            ++at;
        }
    }

    [[nodiscard]] bool holds_statement(std::size_t open, std::size_t close) const {
        const auto next = std::upper_bound(statement_words_.begin(), statement_words_.end(), open);
        return next != statement_words_.end() && *next < close;
    }

    // Line ends between tokens become spaces, and so do the comments that they would have ended.
    void join_between(std::uint32_t begin, std::uint32_t end) {
        auto comment =
            std::lower_bound(tokens_.comments.begin(), tokens_.comments.end(), begin,
                             [](const Range& range, std::uint32_t offset) { return range.begin < offset; });
        for (; comment != tokens_.comments.end() && comment->begin < end; ++comment) {
            std::fill(repair_.text.begin() + comment->begin, repair_.text.begin() + comment->end, ' ');
        }
        auto token =
            std::lower_bound(tokens_.all.begin(), tokens_.all.end(), begin,
                             [](const Token& it, std::uint32_t offset) { return it.range.begin < offset; });
        for (; token != tokens_.all.end() && token->range.begin < end; ++token) {
            if (token->kind == Token::Kind::line_end) replace(token->range.begin, " ");
        }
    }

    std::string_view text_;
    Tokens tokens_;
    std::vector<std::size_t> statement_words_;  // the tokens that are one, in order
    Repair repair_;
};

}  // namespace

Repair repair_text(std::string_view text) {
    return Repairer(text).run();
}

bool has_long_comment(std::string_view text) {
    constexpr std::size_t kLong = 100;
    std::size_t comments = 0;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size() - 1);
        const std::size_t first = text.find_first_not_of(" \t\f\r");
        const bool blank = first == std::string_view::npos || first >= end;
        if (!blank) comments = text[first] == '#' ? comments + 1 : 0;
        if (comments > kLong) return true;
        text.remove_prefix(end + 1);
    }
    return false;
}

void blank_comments(Repair& repair) {
    for (const Range& it : repair.comments) {
        std::fill(repair.text.begin() + it.begin, repair.text.begin() + it.end, ' ');
    }
}

}  // namespace doppelint::syntax
