#include "session/glob.h"

#include <algorithm>
#include <array>
#include <utility>

namespace doppelint::session {
namespace {

// The C library's classes depend on the locale, and git's differ a little.
bool is_between(int it, char first, char last) {
    return it >= first && it <= last;
}
bool is_lower(int it) {
    return is_between(it, 'a', 'z');
}
bool is_upper(int it) {
    return is_between(it, 'A', 'Z');
}
bool is_digit(int it) {
    return is_between(it, '0', '9');
}
bool is_alpha(int it) {
    return is_lower(it) || is_upper(it);
}
bool is_alnum(int it) {
    return is_alpha(it) || is_digit(it);
}
bool is_blank(int it) {
    return it == ' ' || it == '\t';
}
bool is_space(int it) {
    return is_blank(it) || it == '\n' || it == '\r';
}
bool is_print(int it) {
    return is_between(it, ' ', '~');
}
bool is_graph(int it) {
    return is_print(it) && !is_space(it);
}
bool is_punct(int it) {
    return is_graph(it) && !is_alnum(it);
}
bool is_cntrl(int it) {
    return it < ' ' || it == 127;
}
bool is_xdigit(int it) {
    return is_digit(it) || is_between(it, 'a', 'f') || is_between(it, 'A', 'F');
}

using Predicate = bool (*)(int);
constexpr std::array<std::pair<std::string_view, Predicate>, 12> kClasses{{
    {"alnum", is_alnum},
    {"alpha", is_alpha},
    {"blank", is_blank},
    {"cntrl", is_cntrl},
    {"digit", is_digit},
    {"graph", is_graph},
    {"lower", is_lower},
    {"print", is_print},
    {"punct", is_punct},
    {"space", is_space},
    {"upper", is_upper},
    {"xdigit", is_xdigit},
}};

Predicate find_class(std::string_view name) {
    for (const auto& [known, predicate] : kClasses) {
        if (known == name) return predicate;
    }
    return nullptr;
}

std::size_t value_of(char it) {
    return static_cast<unsigned char>(it);
}

}  // namespace

class Glob::Compiler {
  public:
    Compiler(std::string_view pattern, Glob& into) : pattern_(pattern), into_(into) {}

    bool compile() {
        while (at_ < pattern_.size()) {
            if (!compile_token()) return false;
        }
        return true;
    }

  private:
    [[nodiscard]] bool at_end() const { return at_ >= pattern_.size(); }
    [[nodiscard]] bool next_is(std::string_view text) const { return pattern_.substr(at_).starts_with(text); }
    void push(Kind kind) { into_.tokens_.push_back({kind, 0, 0}); }

    bool compile_token() {
        switch (pattern_[at_]) {
            case '*': compile_stars(); return true;
            case '[': ++at_; return compile_set();
            case '?':
                ++at_;
                push(Kind::any_byte);
                return true;
            default: return compile_byte();
        }
    }

    bool compile_byte() {
        if (pattern_[at_] == '\\' && ++at_ == pattern_.size()) return false;
        into_.tokens_.push_back({Kind::byte, pattern_[at_++], 0});
        return true;
    }

    void compile_stars() {
        const std::size_t start = at_;
        while (next_is("*")) ++at_;
        const bool begins_part = start == 0 || pattern_[start - 1] == '/';
        const bool ends_part = at_end() || next_is("/") || next_is("\\/");
        if (at_ - start < 2 || !begins_part || !ends_part) return push(Kind::run);
        if (!next_is("/")) return push(Kind::deep_run);
        ++at_;
        push(Kind::folders);
    }

    // Behind the `[`. A `]` that comes first is an ordinary member.
    bool compile_set() {
        const bool negated = next_is("!") || next_is("^");
        if (negated) ++at_;
        Bytes set;
        previous_ = -1;
        do {
            if (at_end() || !compile_member(set)) return false;
        } while (!at_end() && pattern_[at_] != ']');
        if (at_end()) return false;
        ++at_;
        if (negated) set.flip();
        set.reset('/');
        into_.tokens_.push_back({Kind::one_of, 0, static_cast<std::uint32_t>(into_.sets_.size())});
        into_.sets_.push_back(set);
        return true;
    }

    bool compile_member(Bytes& set) {
        const bool has_end = at_ + 1 < pattern_.size() && pattern_[at_ + 1] != ']';
        if (pattern_[at_] == '-' && previous_ >= 0 && has_end) return compile_range(set);
        if (next_is("[:")) return compile_class(set);
        if (pattern_[at_] == '\\' && ++at_ == pattern_.size()) return false;
        previous_ = static_cast<int>(value_of(pattern_[at_++]));
        set.set(static_cast<std::size_t>(previous_));
        return true;
    }

    bool compile_range(Bytes& set) {
        ++at_;
        if (pattern_[at_] == '\\' && ++at_ == pattern_.size()) return false;
        const std::size_t last = value_of(pattern_[at_++]);
        for (auto it = static_cast<std::size_t>(previous_); it <= last; ++it) set.set(it);
        previous_ = -1;
        return true;
    }

    // `[:name:]`; where it does not end in `:]`, its `[` is an ordinary member.
    bool compile_class(Bytes& set) {
        const std::size_t name = at_ + 2;
        const std::size_t close = pattern_.find(']', name);
        if (close == std::string_view::npos) return false;
        if (close == name || pattern_[close - 1] != ':') {
            set.set('[');
            previous_ = '[';
            ++at_;
            return true;
        }
        const Predicate predicate = find_class(pattern_.substr(name, close - 1 - name));
        if (predicate == nullptr) return false;
        for (int it = 0; it < 128; ++it) {
            if (predicate(it)) set.set(static_cast<std::size_t>(it));
        }
        previous_ = -1;
        at_ = close + 1;
        return true;
    }

    std::string_view pattern_;
    Glob& into_;
    std::size_t at_ = 0;
    int previous_ = -1;  ///< the member that a `-` would continue, or -1
};

Glob::Glob(std::string_view pattern) {
    valid_ = Compiler(pattern, *this).compile();
}

bool Glob::matches_one(const Token& token, char it) const {
    switch (token.kind) {
        case Kind::byte: return it == token.byte;
        case Kind::any_byte: return it != '/';
        case Kind::one_of: return sets_[token.set].test(value_of(it));
        default: return false;
    }
}

/// A walk over a pattern and a text at once. Every repetition first takes as little as it can. Where the
/// rest does not match, the last one takes more; a run that would have to take a slash gives up in favour of
/// the last repetition that spans folders. What an earlier one could take instead, the later one can take
/// too, so no other place to resume is needed.
class Glob::Matcher {
  public:
    Matcher(const Glob& glob, std::string_view text) : glob_(glob), text_(text) {}

    bool run() {
        while (token_ < glob_.tokens_.size() || at_ < text_.size()) {
            if (!step() && !extend_run() && !extend_deep()) return false;
        }
        return true;
    }

  private:
    static constexpr std::size_t kNone = SIZE_MAX;
    /// A repetition that was begun, and the end of what it takes.
    struct Place {
        std::size_t token = kNone;
        std::size_t end = 0;
    };

    bool step() {
        if (token_ == glob_.tokens_.size()) return false;
        const Token& token = glob_.tokens_[token_];
        if (token.kind >= Kind::run) {
            begin(token);
            return true;
        }
        if (at_ == text_.size() || !glob_.matches_one(token, text_[at_])) return false;
        ++token_;
        ++at_;
        return true;
    }

    void begin(const Token& token) {
        run_ = {};
        (token.kind == Kind::run ? run_ : deep_) = {token_, at_};
        ++token_;
    }

    bool extend_run() {
        if (run_.token == kNone || run_.end == text_.size() || text_[run_.end] == '/') return false;
        at_ = ++run_.end;
        token_ = run_.token + 1;
        return true;
    }

    bool extend_deep() {
        if (deep_.token == kNone || deep_.end == text_.size()) return false;
        const bool by_folder = glob_.tokens_[deep_.token].kind == Kind::folders;
        const std::size_t last = by_folder ? text_.find('/', deep_.end) : deep_.end;
        if (last == std::string_view::npos) return false;
        at_ = deep_.end = last + 1;
        token_ = deep_.token + 1;
        run_ = {};
        return true;
    }

    const Glob& glob_;
    std::string_view text_;
    std::size_t token_ = 0;
    std::size_t at_ = 0;
    Place run_;
    Place deep_;
};

bool Glob::matches(std::string_view text) const {
    return valid_ && Matcher(*this, text).run();
}

}  // namespace doppelint::session
