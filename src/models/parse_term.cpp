#include "models/parse_term.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <vector>

#include "models/check_term.h"
#include "models/quoted.h"
#include "models/scanner.h"

namespace doppelint::models {
namespace {

/// A term whose arguments are being read.
struct OpenTerm {
    Word word = Word::opaque;
    std::uint32_t detail = 0;
    bool name_is_due = false;
    std::vector<Term> arguments;
};

class TermParser {
  public:
    TermParser(std::string_view text, std::span<const ModelParameter> parameters, Pools& pools)
        : scanner_(text), parameters_(parameters), pools_(pools) {}

    Result<Term> parse(Role wanted) {
        while (!is_done_) {
            if (!step()) return tl::unexpected(error_);
        }
        if (!scanner_.at_end()) return failure("something follows the end of the term");
        const WordForm& form = form_of(result_.word);
        if (form.role == wanted) return result_;
        if (wanted == Role::effect) return failure(quoted(form.text) + " is no effect");
        if (form.role == Role::effect)
            return failure(quoted(form.text) + " is an effect where a value is needed");
        return failure(quoted(form.text) + " is a part of something, and no value by itself");
    }

  private:
    /// Reads the beginning of one term; if it is complete, also the brackets that close after it.
    bool step() {
        const char next = scanner_.peek();
        if (next == '-' || (next >= '0' && next <= '9')) return number();
        const std::string_view text = scanner_.identifier();
        if (text.empty() && next == '\0') return fail("the term ends too early");
        if (text.empty()) return fail("a term is missing before " + quoted({&next, 1}));
        return scanner_.skip("(") ? open(text) : bare(text);
    }

    bool open(std::string_view text) {
        const std::optional<Word> word = find_word(text);
        if (!word) return fail("there is no word " + quoted(text));
        open_.push_back({*word, 0, form_of(*word).spelling == Spelling::name_second, {}});
        if (form_of(*word).spelling == Spelling::name_first) {
            if (!name()) return false;
            return scanner_.skip(",") || close();
        }
        return scanner_.peek() != ')' || close();
    }

    /// A parameter; else the kind of an atom; else a word that needs no arguments.
    bool bare(std::string_view text) {
        const auto parameter = std::ranges::find(parameters_, text, &ModelParameter::name);
        if (parameter != parameters_.end()) {
            return complete(
                {Word::argument, 0, 0, static_cast<std::uint32_t>(parameter - parameters_.begin())});
        }
        const std::optional<Kind> kind = find_kind(text);
        if (kind && kAtoms.has(*kind) && *kind != Kind::unbound) {
            return complete({Word::atom, 0, 0, static_cast<std::uint32_t>(*kind)});
        }
        const std::optional<Word> word = find_word(text);
        if (!word) return fail(quoted(text) + " is neither a parameter nor a word");
        if (form_of(*word).spelling != Spelling::plain)
            return fail(quoted(text) + " needs brackets with a name");
        open_.push_back({*word, 0, false, {}});
        return finish_innermost() && complete(finished_);
    }

    bool number() {
        const std::string_view text = scanner_.expression();
        std::int32_t value = 0;
        const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (problem != std::errc() || end != text.data() + text.size())
            return fail(quoted(text) + " is no small integer");
        return complete({Word::number, 0, 0, static_cast<std::uint32_t>(value)});
    }

    bool name() {
        OpenTerm& innermost = open_.back();
        const std::string_view text = scanner_.dotted_name();
        if (std::string problem = problem_of_name(innermost.word, text); !problem.empty())
            return fail(std::move(problem));
        innermost.detail = innermost.word == Word::if_kind ? static_cast<std::uint32_t>(*find_kind(text))
                                                           : pools_.name_index(text);
        innermost.name_is_due = false;
        return true;
    }

    /// Hands a finished term to the one around it, and closes what ends here.
    bool complete(Term term) {
        while (!open_.empty()) {
            if (!add(term)) return false;
            if (scanner_.skip(",")) return true;
            if (!scanner_.skip(")")) return fail("a comma or closing bracket is missing");
            if (!finish_innermost()) return false;
            term = finished_;
        }
        result_ = term;
        is_done_ = true;
        return true;
    }

    bool add(Term argument) {
        OpenTerm& innermost = open_.back();
        innermost.arguments.push_back(argument);
        if (!innermost.name_is_due) return true;
        if (!scanner_.skip(","))
            return fail(quoted(form_of(innermost.word).text) + " needs a name after the comma");
        return name();
    }

    /// Closes a term that has no arguments.
    bool close() {
        if (!scanner_.skip(")")) return fail("a comma or closing bracket is missing");
        return finish_innermost() && complete(finished_);
    }

    bool finish_innermost() {
        const OpenTerm done = std::move(open_.back());
        open_.pop_back();
        std::string problem = problem_of_term(done.word, done.arguments);
        if (!problem.empty()) return fail(std::move(problem));
        finished_ = {done.word, static_cast<std::uint8_t>(done.arguments.size()),
                     pools_.place_of(done.arguments), done.detail};
        return true;
    }

    bool fail(std::string sentence) {
        error_.message = std::move(sentence);
        return false;
    }

    Scanner scanner_;
    std::span<const ModelParameter> parameters_;
    Pools& pools_;
    std::vector<OpenTerm> open_;
    Term finished_;  ///< the innermost term, just closed
    Term result_;
    bool is_done_ = false;
    Error error_;
};

}  // namespace

Result<Term> parse_value(std::string_view text, std::span<const ModelParameter> parameters, Pools& pools) {
    return TermParser(text, parameters, pools).parse(Role::value);
}

Result<Term> parse_effect(std::string_view text, std::span<const ModelParameter> parameters, Pools& pools) {
    return TermParser(text, parameters, pools).parse(Role::effect);
}

}  // namespace doppelint::models
