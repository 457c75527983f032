#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "syntax/tree.h"

namespace doppelint::syntax {

/// A word or a sign of Python's source, found without the grammar.
struct Token {
    enum class Kind : std::uint8_t { word, sign, quotes, open, close, line_end };
    Kind kind = Kind::sign;
    Range range;
    /// Of an open or close bracket: the index of its partner, or the token's own where it has none.
    std::uint32_t partner = 0;
};

/// A coarse reading of a text as Python's tokenizer would: brackets, words, signs, line ends outside of
/// strings and comments. Of a string literal there are its quotes, and the brackets around the holes of an
/// f-string count as brackets.
struct Tokens {
    std::vector<Token> all;
    std::vector<Range> comments;
};

[[nodiscard]] Tokens scan_tokens(std::string_view text);

}  // namespace doppelint::syntax
