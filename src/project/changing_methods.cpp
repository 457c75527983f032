#include "project/changing_methods.h"

#include <algorithm>
#include <array>

namespace doppelint::project {
namespace {

using models::Word;

constexpr std::array<std::string_view, 5> kContainers{"list", "dict", "set", "bytearray",
                                                      "collections.deque"};

bool changes(Word word) {
    switch (word) {
        case Word::append:
        case Word::insert:
        case Word::extend:
        case Word::add:
        case Word::set_item:
        case Word::update:
        case Word::set_default:
        case Word::remove:
        case Word::delete_item:
        case Word::clear:
        case Word::reorder: return true;
        default: return false;
    }
}

bool changes_first(const models::Library& library, const models::Term& effect) {
    const auto parts = library.arguments_of(effect);
    return changes(effect.word) && !parts.empty() && parts[0].word == Word::argument && parts[0].detail == 0;
}

// Whether the effect, or what may be its effect, is a change of the receiver.
bool may_change_first(const models::Library& library, const models::Term& effect) {
    if (effect.word != Word::sometimes) return changes_first(library, effect);
    return std::ranges::any_of(library.arguments_of(effect),
                               [&](const models::Term& it) { return changes_first(library, it); });
}

}  // namespace

bool changes_receiver(const models::Library& library, std::string_view method) {
    return std::ranges::any_of(kContainers, [&](std::string_view container) {
        const auto models = library.methods(container, method);
        return std::ranges::any_of(models, [&](const models::Model& it) {
            return std::ranges::any_of(library.effects_of(it), [&](const models::Term& effect) {
                return may_change_first(library, effect);
            });
        });
    });
}

bool gives_nothing(const models::Library& library, std::string_view method) {
    return std::ranges::all_of(kContainers, [&](std::string_view container) {
        return std::ranges::all_of(library.methods(container, method), [&](const models::Model& it) {
            const models::Term result = library.term(it.result);
            return result.word == Word::atom &&
                   result.detail == static_cast<std::uint32_t>(models::Kind::none);
        });
    });
}

}  // namespace doppelint::project
