#include "models/check_term.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "models/kind.h"
#include "models/quoted.h"

namespace doppelint::models {
namespace {

constexpr std::array<std::string_view, 6> kViews{"keys", "values", "items", "proxy", "bytes", "array"};

std::string counted(std::size_t count) {
    return std::to_string(count) + (count == 1 ? " argument" : " arguments");
}

std::string wanted_count(const WordForm& form) {
    if (form.most == kManyTerms) return "at least " + counted(form.least);
    return counted(form.least);
}

bool may_hold(Word holder, Role role) {
    const bool of_effects = holder == Word::sometimes || holder == Word::unless_passed;
    switch (role) {
        case Role::value: return holder != Word::dict && !of_effects;
        case Role::item_part: return (is_container(holder) && holder != Word::dict) || is_call(holder);
        case Role::pair_part: return holder == Word::dict || holder == Word::instance || is_call(holder);
        case Role::call_part: return holder == Word::instance || is_call(holder);
        case Role::effect: return of_effects;
    }
    return false;
}

bool names_parameter(Word word) {
    return word == Word::if_passed || word == Word::unless_passed;
}

std::string misplaced(const WordForm& holder, const WordForm& argument) {
    const std::string is = quoted(argument.text) + " is ";
    switch (argument.role) {
        case Role::effect: return is + "an effect where " + quoted(holder.text) + " needs a value";
        case Role::item_part:
            return is + "a part of a new container, and cannot stand in " + quoted(holder.text);
        case Role::pair_part: return is + "a part of a new dict, and cannot stand in " + quoted(holder.text);
        case Role::call_part: return is + "a part of a call, and cannot stand in " + quoted(holder.text);
        case Role::value: break;
    }
    if (holder.role == Role::effect) return quoted(holder.text) + " needs an effect, not a value";
    return "a new dict consists of `pair` and `double_star`, not of values";
}

}  // namespace

std::string problem_of_term(Word word, std::span<const Term> arguments) {
    const WordForm& form = form_of(word);
    if (arguments.size() < form.least || arguments.size() > form.most) {
        return quoted(form.text) + " takes " + wanted_count(form) + ", not " +
               std::to_string(arguments.size());
    }
    if (names_parameter(word)) {
        if (arguments.front().word != Word::argument) {
            return "the first argument of " + quoted(form.text) + " is a parameter";
        }
        arguments = arguments.subspan(1);
    }
    for (const Term& it : arguments) {
        if (!may_hold(word, form_of(it.word).role)) return misplaced(form, form_of(it.word));
    }
    return {};
}

std::string problem_of_name(Word word, std::string_view name) {
    const WordForm& form = form_of(word);
    if (name.empty()) return quoted(form.text) + " needs a name here";
    // With a dot it is the class of an array.
    const bool is_class = name.find('.') != std::string_view::npos;
    if (word == Word::view && !is_class && std::ranges::find(kViews, name) == kViews.end()) {
        return "there is no view called " + quoted(name) + "; it is keys, values, items, proxy or bytes";
    }
    if (word == Word::if_kind && !find_kind(name)) return quoted(name) + " is no kind of object";
    return {};
}

}  // namespace doppelint::models
