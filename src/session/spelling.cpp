#include "session/spelling.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace doppelint::session {
namespace {

// How many letters have to be added, dropped or changed (Levenshtein).
std::size_t distance(std::string_view left, std::string_view right) {
    std::vector<std::size_t> row(right.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= left.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= right.size(); ++j) {
            const std::size_t changed = diagonal + (left[i - 1] == right[j - 1] ? 0U : 1U);
            diagonal = row[j];
            row[j] = std::min({changed, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row.back();
}

// Beyond this many letters nobody would guess the same word.
std::size_t tolerance(std::string_view word) {
    return std::min<std::size_t>(3, 1 + word.size() / 4);
}

}  // namespace

std::string_view nearest_spelling(std::string_view word, std::span<const std::string_view> known) {
    constexpr std::size_t kLongestWord = 64;
    if (word.size() > kLongestWord) return {};
    std::string_view nearest;
    std::size_t least = tolerance(word) + 1;
    for (const std::string_view candidate : known) {
        const std::size_t found = distance(word, candidate);
        if (found >= least) continue;
        least = found;
        nearest = candidate;
    }
    return nearest;
}

std::string did_you_mean(std::string_view word, std::span<const std::string_view> known) {
    const std::string_view nearest = nearest_spelling(word, known);
    return nearest.empty() ? "" : "; did you mean `" + std::string(nearest) + "`?";
}

}  // namespace doppelint::session
