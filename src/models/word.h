#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace doppelint::models {

/// The words of the language in which a model says what a call returns and does. The text form of each
/// stands beside it in words.def; docs/writing-a-model.md explains them.
enum class Word : std::uint8_t {
#define WORD(name, role, least, most, spelling) name,
#include "models/words.def"
    count
};

/// Where a term of this word may stand.
enum class Role : std::uint8_t { value, item_part, pair_part, call_part, effect };

/// How a term of this word is written.
enum class Spelling : std::uint8_t { plain, name_first, name_second, implied };

/// What the language asks of the terms of one word.
struct WordForm {
    std::string_view text;
    Role role = Role::value;
    std::uint8_t least = 0, most = 0;  ///< arguments that are terms
    Spelling spelling = Spelling::plain;
};

/// The value of `WordForm::most` where there is no limit.
inline constexpr std::uint8_t kManyTerms = 255;

[[nodiscard]] const WordForm& form_of(Word word);
/// The word that is spelled so, or none.
[[nodiscard]] std::optional<Word> find_word(std::string_view text);
/// list, tuple, set, frozenset, dict, instance: new objects whose items the arguments say.
[[nodiscard]] bool is_container(Word word);
/// Words for objects that the call makes.
[[nodiscard]] bool makes_object(Word word);
/// call, calls, function: their arguments are those of a call.
[[nodiscard]] bool is_call(Word word);

}  // namespace doppelint::models
