#include "report/words.h"

#include <algorithm>

#include "report/characters.h"

namespace doppelint::report {
namespace {

// Code between backticks is one word, unless it takes more than a line.
std::size_t first_word(std::string_view text, std::uint32_t width) {
    const std::size_t first = std::min(text.find(' '), text.size());
    std::size_t size = first;
    while (std::ranges::count(text.substr(0, size), '`') % 2 != 0) {
        if (size == text.size()) return first;
        size = std::min(text.find(' ', size + 1), text.size());
    }
    return width_of(text.substr(0, size)) <= width ? size : first;
}

}  // namespace

std::string counted(std::size_t count, std::string_view noun) {
    return std::to_string(count) + " " + std::string(noun) + (count == 1 ? "" : "s");
}

std::string with_article(std::string_view noun) {
    const bool vowel = std::string_view("aeio").find(noun.front()) != std::string_view::npos;
    return (vowel ? "an " : "a ") + std::string(noun);
}

std::vector<std::string> broken_into_lines(std::string_view text, std::uint32_t width) {
    std::vector<std::string> result(1);
    if (width == 0) {
        result.front() = text;
        return result;
    }
    std::uint32_t used = 0;
    while (!text.empty()) {
        const std::size_t size = first_word(text, width);
        const std::string_view word = text.substr(0, size);
        const std::uint32_t needed = width_of(word);
        if (used > 0 && used + 1 + needed > width) {
            result.back().resize(result.back().find_last_not_of(' ') + 1);
            result.emplace_back();
            used = 0;
        }
        if (used > 0) result.back() += ' ';
        result.back() += word;
        used += needed + (used > 0 ? 1 : 0);
        text.remove_prefix(std::min(size + 1, text.size()));
    }
    return result;
}

}  // namespace doppelint::report
