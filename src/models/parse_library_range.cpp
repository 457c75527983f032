#include "models/parse_library_range.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "models/quoted.h"

namespace doppelint::models {
namespace {

constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";
constexpr std::string_view kSpace = " ";

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(kSpace);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(kSpace) + 1 - first);
}

std::optional<LibraryVersion> version_of(std::string_view text) {
    LibraryVersion result{};
    for (std::uint16_t& number : result) {
        const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (problem != std::errc() || number == kNoLastVersion.front()) return std::nullopt;
        text.remove_prefix(static_cast<std::size_t>(end - text.data()));
        if (text.empty()) return result;
        if (text.front() != '.') return std::nullopt;
        text.remove_prefix(1);
    }
    return std::nullopt;
}

}  // namespace

Result<LibraryVersion> parse_library_version(std::string_view text) {
    const std::optional<LibraryVersion> result = version_of(text);
    if (!result) return failure(quoted(text) + R"( is no version such as "2.2")");
    return *result;
}

Result<LibraryRange> parse_library_range(std::string_view text) {
    text = trimmed(text);
    const std::size_t length = std::min(text.find_first_not_of(kLetters), text.size());
    LibraryRange result;
    result.library = text.substr(0, length);
    if (result.library.empty()) return failure("the name of the library is missing");
    std::string_view rest = trimmed(text.substr(length));
    while (!rest.empty()) {
        const std::string_view bound = trimmed(rest.substr(0, rest.find(',')));
        const bool is_last = rest.find(',') == std::string_view::npos;
        rest = is_last ? std::string_view() : trimmed(rest.substr(rest.find(',') + 1));
        const bool begins = bound.starts_with(">=");
        const bool ends = bound.starts_with('<');
        const auto version = version_of(trimmed(bound.substr(begins ? 2 : ends ? 1 : 0)));
        if ((!begins && !ends) || !version || (!is_last && rest.empty())) {
            return failure(quoted(text) + R"( is no range such as "pandas>=2,<3")");
        }
        (begins ? result.first : result.end) = *version;
    }
    if (!(result.first < result.end)) return failure("no version is in " + quoted(text));
    return result;
}

}  // namespace doppelint::models
