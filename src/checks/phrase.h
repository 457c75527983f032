#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace doppelint::checks {

/// What stands for a placeholder of a message: some words of the program, short enough for one. There is no
/// empty one, so that a message with a placeholder left out does not compile.
class Phrase {
  public:
    Phrase(std::string text) : text_(std::move(text)) {}  // NOLINT(google-explicit-constructor)
    Phrase(std::string_view text) : text_(text) {}        // NOLINT(google-explicit-constructor)

    [[nodiscard]] const std::string& text() const { return text_; }

  private:
    std::string text_;
};

[[nodiscard]] inline std::string joined(std::initializer_list<std::string_view> parts) {
    std::string result;
    for (const std::string_view it : parts) result += it;
    return result;
}

}  // namespace doppelint::checks
