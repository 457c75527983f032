#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace doppelint::program {

/// Reads one line of the printed form from left to right. The first failure stays; after it everything reads
/// as if the line had ended, so that callers need not look after each step.
class Cursor {
  public:
    explicit Cursor(std::string_view line) : rest_(line) {}

    /// Whether nothing but blanks and a comment follows.
    [[nodiscard]] bool at_end();
    /// The next character that is not a blank; NUL at the end.
    [[nodiscard]] char peek();
    /// The next word, left in place; empty where something else stands.
    [[nodiscard]] std::string_view peek_word();

    /// Reads these signs if they come next.
    bool take(std::string_view signs);
    /// Reads this word if it comes next.
    bool take_word(std::string_view word);
    /// As above, and fails if something else comes.
    void expect(std::string_view signs);
    void expect_word(std::string_view word);

    /// Letters, digits and underscores; fails if there are none.
    std::string_view word();
    /// Everything up to a blank or a comment.
    std::string_view token();
    std::uint32_t number();
    /// A name, bare or in quotes.
    std::string name();
    /// Text in quotes; all of it, or what follows its first quote.
    std::string text();
    std::string text_behind_quote();

    void fail(std::string sentence);
    [[nodiscard]] const std::optional<std::string>& failure() const { return failure_; }

  private:
    std::string_view front(std::size_t length);

    std::string_view rest_;
    std::optional<std::string> failure_;
};

}  // namespace doppelint::program
