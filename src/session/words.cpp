#include "session/words.h"

#include <algorithm>
#include <charconv>
#include <string>

#include "session/spelling.h"

namespace doppelint::session {
namespace {

// Positions in a file are 32 bits wide.
constexpr std::uint64_t kLargestFile = std::uint64_t{1} << 30;

std::uint64_t unit_of(std::string_view suffix) {
    constexpr std::string_view kUnits = "KMG";
    if (suffix.ends_with('B') || suffix.ends_with('b')) suffix.remove_suffix(1);
    if (suffix.empty()) return 1;
    const std::size_t unit = kUnits.find(static_cast<char>(suffix[0] & ~0x20));
    return suffix.size() > 1 || unit == std::string_view::npos ? 0 : std::uint64_t{1} << (10 * (unit + 1));
}

}  // namespace

Result<std::uint64_t> parse_size(std::string_view text) {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    std::string_view suffix = text.substr(static_cast<std::size_t>(end - text.data()));
    while (suffix.starts_with(' ')) suffix.remove_prefix(1);
    const std::uint64_t unit = unit_of(suffix);
    const bool good = error == std::errc{} && unit != 0 && number != 0 && number <= kLargestFile / unit;
    if (good) return number * unit;
    return failure("must be a size like `16MB`, at most 1GB");
}

Result<findings::Confidence> parse_confidence(std::string_view text) {
    const auto* const found = std::ranges::find(kConfidenceNames, text);
    if (found != kConfidenceNames.end())
        return static_cast<findings::Confidence>(found - kConfidenceNames.begin());
    return failure("knows no `" + std::string(text) + "`, but `certain`, `likely`, `possible`" +
                   did_you_mean(text, kConfidenceNames));
}

Result<findings::RuleSelector> parse_selector(std::string_view text) {
    if (const auto found = findings::RuleSelector::find(text)) return *found;
    return failure("knows no rule or family `" + std::string(text) + "`" +
                   did_you_mean(text, findings::selector_words()));
}

}  // namespace doppelint::session
