#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace doppelint::syntax {

/// Whether a word can stand only in statements: a bracket with one in it was not closed where its author
/// meant.
[[nodiscard]] inline bool is_statement_word(std::string_view word) {
    using namespace std::string_view_literals;
    static constexpr std::array kWords = {
        "class"sv, "def"sv,    "return"sv, "import"sv, "while"sv, "try"sv,      "del"sv,    "raise"sv,
        "pass"sv,  "assert"sv, "break"sv,  "with"sv,   "elif"sv,  "continue"sv, "global"sv,
    };
    return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

}  // namespace doppelint::syntax
