#include "models/intent.h"

#include <algorithm>
#include <array>
#include <string>

namespace doppelint::models {
namespace {

bool is_capital(char it) {
    return it >= 'A' && it <= 'Z';
}

bool is_small(char it) {
    return it >= 'a' && it <= 'z';
}

bool is_digit(char it) {
    return it >= '0' && it <= '9';
}

// In small letters, with `_` between words: `sendSMB` is `send_smb`, `HTTPServer` is `http_server`.
std::string words_of(std::string_view name) {
    std::string result;
    for (std::size_t at = 0; at < name.size(); ++at) {
        const char it = name[at];
        if (!is_capital(it)) {
            result += it;
            continue;
        }
        const char before = at > 0 ? name[at - 1] : '_';
        const bool ends_acronym = is_capital(before) && at + 1 < name.size() && is_small(name[at + 1]);
        if (is_small(before) || is_digit(before) || ends_acronym) result += '_';
        result += static_cast<char>(it - 'A' + 'a');
    }
    return result;
}

bool is_upper_case(std::string_view name) {
    const auto fits = [](char it) { return is_capital(it) || it == '_' || is_digit(it); };
    return std::ranges::all_of(name, fits) && std::ranges::count_if(name, is_capital) > 1;
}

// Whether `name` has `word` at `place`, and there a word begins and another ends.
bool has_word_at(std::string_view name, std::string_view word, std::size_t place) {
    const std::size_t end = place + word.size();
    return name.substr(place, word.size()) == word && (place == 0 || name[place - 1] == '_') &&
           (end == name.size() || name[end] == '_');
}

bool begins_with(std::string_view name, std::string_view word) {
    return has_word_at(name, word, 0);
}

bool ends_with(std::string_view name, std::string_view word) {
    return name.size() >= word.size() && has_word_at(name, word, name.size() - word.size());
}

bool has_word(std::string_view name, std::string_view word) {
    for (std::size_t at = name.find(word); at != std::string_view::npos; at = name.find(word, at + 1)) {
        if (has_word_at(name, word, at)) return true;
    }
    return false;
}

}  // namespace

bool NameGroup::has(std::string_view name) const {
    if (upper_case && is_upper_case(name)) return true;
    const std::string words_in_name = words_of(name);
    std::string_view plain = words_in_name;
    plain.remove_prefix(std::min(plain.find_first_not_of('_'), plain.size()));
    const auto any = [&](std::span<const std::string_view> list, auto fits) {
        return std::ranges::any_of(list, [&](std::string_view it) { return fits(plain, it); });
    };
    return any(names, std::ranges::equal_to()) || any(words, has_word) || any(prefixes, begins_with) ||
           any(suffixes, ends_with);
}

bool Intent::tells_of_sharing(std::string_view comment) const {
    const auto is_letter = [](char it) { return is_capital(it) || is_small(it); };
    bool is_denied = false;
    std::string before;
    while (!comment.empty()) {
        const auto* const begin = std::ranges::find_if(comment, is_letter);
        const auto* const end = std::ranges::find_if_not(begin, comment.end(), is_letter);
        const std::string_view word(begin, end);
        const std::string both = before + '_' + std::string(word);
        if (!is_denied && (groups_.shared.has(word) || groups_.shared.has(both))) return true;
        is_denied = word == "not" || word == "never" || word == "no";
        before = word;
        comment = std::string_view(end, comment.end());
    }
    return false;
}

bool Intent::tells_of_change(std::string_view sentence) const {
    std::string words;
    for (const char it : sentence) {
        const bool is_letter = is_capital(it) || is_small(it);
        if (is_letter) words += is_capital(it) ? static_cast<char>(it - 'A' + 'a') : it;
        if (!is_letter && !words.empty() && words.back() != '_') words += '_';
    }
    if (words.ends_with('_')) words.pop_back();
    const auto denies = [&](std::string_view it) { return has_word(words, it); };
    return groups_.changing.has(words) &&
           std::ranges::none_of(std::array{"not", "never", "no", "without", "copy"}, denies);
}

}  // namespace doppelint::models
