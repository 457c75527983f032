#include "syntax/open_lines.h"

#include <algorithm>
#include <string>

#include "syntax/statement_words.h"
#include "syntax/tokens.h"

namespace doppelint::syntax {
namespace {

constexpr std::string_view kOperatorSigns = "+-*/%@&|^~<>=.!";

class OpenLines {
  public:
    OpenLines(std::string_view text, Repair& repair)
        : text_(text), repair_(repair), tokens_(scan_tokens(repair.text).all) {}

    void run() {
        note_statements();
        std::uint32_t closed_until = 0;
        for (std::uint32_t at = 0; at < tokens_.size(); ++at) {
            const Token& token = tokens_[at];
            const bool inside = at < closed_until;
            if (token.kind == Token::Kind::open) {
                const bool paired = token.partner > at;
                if (inside && !paired) {
                    give_up(at, {token.range.begin, token.range.end});
                } else if (!inside && paired && !holds_statement(at, token.partner)) {
                    closed_until = token.partner;
                } else if (!inside) {
                    at = give_up_rest_of_line(at);
                    continue;
                }
            }
            const bool ends = at + 1 == tokens_.size() || tokens_[at + 1].kind == Token::Kind::line_end;
            if (ends && at >= closed_until) give_up_operator(at);
        }
    }

  private:
    [[nodiscard]] std::string_view text_of(std::uint32_t at) const {
        return text_.substr(tokens_[at].range.begin, tokens_[at].range.end - tokens_[at].range.begin);
    }

    void note_statements() {
        for (std::uint32_t at = 1; at < tokens_.size(); ++at) {
            const bool begins = tokens_[at - 1].kind == Token::Kind::line_end;
            const bool is_word = tokens_[at].kind == Token::Kind::word;
            if (begins && is_word && is_statement_word(text_of(at))) {
                statements_.push_back(at);
            }
        }
    }

    [[nodiscard]] bool holds_statement(std::uint32_t open, std::uint32_t close) const {
        const auto next = std::upper_bound(statements_.begin(), statements_.end(), open);
        return next != statements_.end() && *next < close;
    }

    void blank(Range range) {
        std::fill(repair_.text.begin() + range.begin, repair_.text.begin() + range.end, ' ');
    }

    void give_up(std::uint32_t open, Range blanked) {
        blank(blanked);
        repair_.problems.push_back(
            {tokens_[open].range, "`" + std::string(text_of(open)) + "` was never closed"});
    }

    // The bracket, the operator that led to it and the rest of its line go; a colon at the end still opens
    // its block. Gives the line's last token.
    std::uint32_t give_up_rest_of_line(std::uint32_t open) {
        std::uint32_t first = open;
        while (first > 0 && is_operator(first - 1)) --first;
        std::uint32_t last = open;
        while (last + 1 < tokens_.size() && tokens_[last + 1].kind != Token::Kind::line_end) ++last;
        const bool keeps_colon = last > open && text_of(last) == ":";
        const std::uint32_t end = keeps_colon ? tokens_[last].range.begin : tokens_[last].range.end;
        give_up(open, {tokens_[first].range.begin, end});
        return last;
    }

    void give_up_operator(std::uint32_t last) {
        if (text_of(last) == "*" && last > 0 && text_of(last - 1) == "import") return;
        std::uint32_t first = last + 1;
        while (first > 0 && is_operator(first - 1)) --first;
        if (first > last) return;
        const Range range{tokens_[first].range.begin, tokens_[last].range.end};
        const std::string_view written = text_.substr(range.begin, range.end - range.begin);
        if (written.ends_with("...") || repair_.text[range.begin] == ' ') return;
        if (written == "." && first > 0 && is_number(first - 1)) return;  // `1.`
        blank(range);
        repair_.problems.push_back({range, "the line ends in `" + std::string(written) + "`"});
    }

    [[nodiscard]] bool is_operator(std::uint32_t at) const {
        return tokens_[at].kind == Token::Kind::sign &&
               kOperatorSigns.find(text_of(at)[0]) != std::string_view::npos;
    }

    [[nodiscard]] bool is_number(std::uint32_t at) const {
        const char first = text_of(at)[0];
        return tokens_[at].kind == Token::Kind::word && first >= '0' && first <= '9';
    }

    std::string_view text_;
    Repair& repair_;
    std::vector<Token> tokens_;
    std::vector<std::uint32_t> statements_;  // the tokens that begin one, in order
};

}  // namespace

void end_open_lines(std::string_view text, Repair& repair) {
    OpenLines(text, repair).run();
}

}  // namespace doppelint::syntax
