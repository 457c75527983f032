#include "models/word.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace doppelint::models {
namespace {

constexpr std::uint8_t many = kManyTerms;  // NOLINT(readability-identifier-naming): as words.def has it

constexpr auto kForms = std::to_array<WordForm>({
#define WORD(name, role, least, most, spelling) {#name, Role::role, least, most, Spelling::spelling},
#include "models/words.def"
});

}  // namespace

const WordForm& form_of(Word word) {
    return kForms[static_cast<std::size_t>(word)];
}

std::optional<Word> find_word(std::string_view text) {
    const auto* found = std::ranges::find_if(
        kForms, [text](const WordForm& it) { return it.spelling != Spelling::implied && it.text == text; });
    if (found == kForms.end()) return std::nullopt;
    return static_cast<Word>(found - kForms.begin());
}

bool is_container(Word word) {
    switch (word) {
        case Word::list:
        case Word::tuple:
        case Word::set:
        case Word::frozenset:
        case Word::dict:
        case Word::instance: return true;
        default: return false;
    }
}

bool makes_object(Word word) {
    switch (word) {
        case Word::bytearray:
        case Word::copy:
        case Word::deepcopy:
        case Word::unpickled:
        case Word::iterator:
        case Word::view:
        case Word::instance_of:
        case Word::replaced:
        case Word::function:
        case Word::cached:
        case Word::object:
        case Word::opaque:
        case Word::unknown: return true;
        default: return is_container(word);
    }
}

bool is_call(Word word) {
    return word == Word::call || word == Word::calls || word == Word::function || word == Word::construct;
}

}  // namespace doppelint::models
