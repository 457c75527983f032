#pragma once

#include <cstddef>
#include <string_view>

namespace doppelint::models {

/// Walks over the text of a term or of parameters, past blanks.
class Scanner {
  public:
    explicit Scanner(std::string_view text) : text_(text) {}

    /// The next character that is no blank; 0 at the end.
    [[nodiscard]] char peek() {
        while (at_ < text_.size() && text_[at_] == ' ') ++at_;
        return at_ < text_.size() ? text_[at_] : '\0';
    }
    [[nodiscard]] bool at_end() { return peek() == '\0'; }
    /// Goes past `text`, if that stands here.
    bool skip(std::string_view text) {
        if (peek() == '\0' || !text_.substr(at_).starts_with(text)) return false;
        at_ += text.size();
        return true;
    }
    /// Goes past an identifier, and gives it; empty if none stands here.
    std::string_view identifier() { return word(""); }
    /// As above, with dots in it.
    std::string_view dotted_name() { return word("."); }
    /// Goes past everything up to a comma or bracket of this level, and gives it.
    std::string_view expression();

  private:
    std::string_view word(std::string_view also);

    std::string_view text_;
    std::size_t at_ = 0;
};

}  // namespace doppelint::models
