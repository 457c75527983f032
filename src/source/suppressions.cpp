#include "source/suppressions.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "source/ascii.h"

namespace doppelint::source {
namespace {

// Reads a comment from left to right.
class CommentReader {
  public:
    explicit CommentReader(std::string_view text) : rest_(text) {}

    std::string_view rest() const { return rest_; }

    void skip_blanks() { rest_ = without_leading_blanks(rest_); }

    bool take(char character) {
        if (!rest_.starts_with(character)) return false;
        rest_.remove_prefix(1);
        return true;
    }

    bool take_ignoring_case(std::string_view lower) {
        if (!starts_with_ignoring_case(rest_, lower)) return false;
        rest_.remove_prefix(lower.size());
        return true;
    }

    template <class Belongs>
    std::string_view take_while(Belongs belongs) {
        const auto end = std::ranges::find_if_not(rest_, belongs);
        const std::string_view taken(rest_.begin(), end);
        rest_.remove_prefix(taken.size());
        return taken;
    }

  private:
    std::string_view rest_;
};

bool is_rule_character(char character) {
    return is_ascii_alphanumeric(character) || character == '-' || character == '_';
}

bool is_separator(char character) {
    return is_blank(character) || character == ',';
}

// What `[` begins; none if it does not end, or if there is nothing in it: that would silence all.
std::optional<std::vector<std::string>> take_rule_list(CommentReader& reader) {
    std::vector<std::string> rules;
    while (true) {
        reader.take_while(is_separator);
        const std::string_view rule = reader.take_while(is_rule_character);
        if (rule.empty()) break;
        rules.emplace_back(rule);
    }
    if (rules.empty() || !reader.take(']')) return std::nullopt;
    return rules;
}

std::optional<Suppression> take_ignore(CommentReader& reader) {
    Suppression suppression;
    if (!reader.take_ignoring_case("ignore")) return std::nullopt;
    if (reader.take_ignoring_case("-file")) suppression.scope = Suppression::Scope::file;
    if (!reader.rest().empty() && is_rule_character(reader.rest().front())) return std::nullopt;
    reader.skip_blanks();
    if (!reader.take('[')) return suppression;
    auto rules = take_rule_list(reader);
    if (!rules) return std::nullopt;
    suppression.rules = *std::move(rules);
    return suppression;
}

// A code of any linter is made of letters and then digits: "E501", "DPL101".
std::string_view leading_code(std::string_view text) {
    CommentReader reader(text);
    const bool has_letters = !reader.take_while(is_ascii_upper).empty();
    const bool has_digits = !reader.take_while(is_ascii_digit).empty();
    const bool ends = reader.rest().empty() || !is_rule_character(reader.rest().front());
    return has_letters && has_digits && ends ? text.substr(0, text.size() - reader.rest().size()) : "";
}

bool is_our_code(std::string_view code) {
    constexpr std::string_view kPrefix = "DPL";
    return code.starts_with(kPrefix) && is_ascii_digit(code[kPrefix.size()]);
}

std::optional<Suppression> take_noqa_codes(CommentReader& reader) {
    Suppression suppression;
    suppression.kind = Suppression::Kind::noqa;
    while (true) {
        reader.take_while(is_separator);
        const std::string_view code = leading_code(reader.rest());
        if (code.empty()) break;
        reader.take_while(is_rule_character);
        if (is_our_code(code)) suppression.rules.emplace_back(code);
    }
    if (suppression.rules.empty()) return std::nullopt;
    return suppression;
}

// The suppression that begins at a `#`, without its place and reason.
std::optional<Suppression> take_suppression(CommentReader& reader) {
    reader.take('#');
    reader.skip_blanks();
    const bool is_noqa = reader.take_ignoring_case("noqa");
    if (!is_noqa && !reader.take_ignoring_case("doppelint")) return std::nullopt;
    reader.skip_blanks();
    if (!reader.take(':')) return std::nullopt;
    reader.skip_blanks();
    return is_noqa ? take_noqa_codes(reader) : take_ignore(reader);
}

// Collects the suppressions of one comment; each lasts until the next comment within the comment.
class Collector {
  public:
    explicit Collector(std::string_view comment) : comment_(comment) {}

    void visit_sign(std::size_t at) {
        CommentReader reader(comment_.substr(at));
        std::optional<Suppression> begun = take_suppression(reader);
        // `#12` in a reason begins no comment; `# type: ignore` does.
        const std::string_view behind = comment_.substr(at + 1);
        if (!begun && !behind.empty() && !is_blank(behind.front())) return;
        close(at);
        if (!begun) return;
        begin_ = at;
        reason_begin_ = comment_.size() - reader.rest().size();
        open_ = std::move(begun);
    }

    std::vector<Suppression> finish(std::uint32_t offset, std::uint32_t line) {
        close(comment_.size());
        for (Suppression& suppression : found_) {
            suppression.line = line;
            suppression.begin += offset;
            suppression.end += offset;
        }
        return std::move(found_);
    }

  private:
    void close(std::size_t end) {
        if (!open_) return;
        const std::string_view until_end = without_trailing_blanks(comment_.substr(0, end));
        const std::size_t reason_begin = std::min(reason_begin_, until_end.size());
        open_->reason = without_leading_blanks(until_end.substr(reason_begin));
        open_->begin = static_cast<std::uint32_t>(begin_);
        open_->end = static_cast<std::uint32_t>(until_end.size());
        found_.push_back(*std::exchange(open_, std::nullopt));
    }

    std::string_view comment_;
    std::optional<Suppression> open_;
    std::size_t begin_ = 0;
    std::size_t reason_begin_ = 0;
    std::vector<Suppression> found_;
};

}  // namespace

std::vector<Suppression> suppressions_in(std::string_view comment, std::uint32_t begin, std::uint32_t line) {
    if (comment.ends_with('\r')) comment.remove_suffix(1);
    Collector collector(comment);
    for (std::size_t at = comment.find('#'); at != comment.npos; at = comment.find('#', at + 1)) {
        collector.visit_sign(at);
    }
    return collector.finish(begin, line);
}

}  // namespace doppelint::source
