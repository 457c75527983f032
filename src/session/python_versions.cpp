#include "session/python_versions.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <compare>
#include <optional>
#include <utility>
#include <vector>

namespace doppelint::session {
namespace {

std::string_view trimmed(std::string_view text) {
    while (text.starts_with(' ')) text.remove_prefix(1);
    while (text.ends_with(' ')) text.remove_suffix(1);
    return text;
}

bool take(std::string_view& text, std::string_view prefix) {
    if (!text.starts_with(prefix)) return false;
    text.remove_prefix(prefix.size());
    return true;
}

std::optional<unsigned> take_number(std::string_view& text) {
    unsigned value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{}) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return value;
}

std::optional<PythonVersion> parse_known_version(std::string_view text) {
    if (!take(text, "3.")) return std::nullopt;
    const std::optional<unsigned> minor = take_number(text);
    if (!minor || !text.empty() || *minor < kOldestPython.minor || *minor > kNewestPython.minor) {
        return std::nullopt;
    }
    return PythonVersion{static_cast<std::uint8_t>(*minor)};
}

std::string known_versions() {
    return "3.8 to 3.15";
}

/// One clause of `requires-python`, as far as minor versions go: ">=3.9", "==3.11.*", "!=3.10.2".
struct Clause {
    std::string_view sign;
    unsigned major = 0;
    std::optional<unsigned> minor;
    std::optional<unsigned> patch;
    bool wildcard = false;
};

// What follows the numbers of a version, like "rc1", makes no difference between minor versions.
bool take_part(std::string_view& text, std::optional<unsigned>& part, bool& wildcard) {
    if (!take(text, ".")) return true;
    wildcard = take(text, "*");
    if (!wildcard) part = take_number(text);
    return wildcard || part.has_value();
}

std::optional<Clause> parse_clause(std::string_view text) {
    constexpr std::array<std::string_view, 8> kSigns{"===", "~=", "==", "!=", ">=", "<=", ">", "<"};
    Clause clause;
    const auto* const sign =
        std::ranges::find_if(kSigns, [&](std::string_view it) { return text.starts_with(it); });
    if (sign == kSigns.end()) return std::nullopt;
    clause.sign = *sign;
    text = trimmed(text.substr(sign->size()));
    const std::optional<unsigned> major = take_number(text);
    if (!major || !take_part(text, clause.minor, clause.wildcard)) return std::nullopt;
    clause.major = *major;
    if (!take_part(text, clause.patch, clause.wildcard)) return std::nullopt;
    return clause;
}

// Whether some release of Python 3.`minor` satisfies the clause.
bool allows(const Clause& clause, unsigned minor) {
    const auto order = std::pair(3U, minor) <=> std::pair(clause.major, clause.minor.value_or(0));
    const bool same_major = clause.major == 3;
    const bool same = same_major && clause.minor.value_or(minor) == minor;
    if (clause.sign == ">=" || clause.sign == ">") return order >= 0;
    if (clause.sign == "<=") return order <= 0;
    if (clause.sign == "<") return order < 0 || (order == 0 && clause.patch.value_or(0) > 0);
    if (clause.sign == "!=") return !same || (!clause.wildcard && clause.minor.has_value());
    if (clause.sign == "~=" && !clause.patch) return same_major && order >= 0;
    return same;
}

Result<std::vector<Clause>> parse_clauses(std::string_view text) {
    std::vector<Clause> clauses;
    while (!text.empty()) {
        const std::size_t comma = std::min(text.find(','), text.size());
        const std::optional<Clause> clause = parse_clause(trimmed(text.substr(0, comma)));
        if (!clause)
            return failure("`" + std::string(text.substr(0, comma)) + "` is not a range of versions");
        clauses.push_back(*clause);
        text.remove_prefix(std::min(comma + 1, text.size()));
    }
    return clauses;
}

}  // namespace

Result<VersionRange> parse_target_version(std::string_view text) {
    const std::size_t dash = text.find('-');
    const std::optional<PythonVersion> lowest = parse_known_version(text.substr(0, dash));
    const std::optional<PythonVersion> highest =
        dash == std::string_view::npos ? lowest : parse_known_version(text.substr(dash + 1));
    if (lowest && highest && *lowest <= *highest) return VersionRange{*lowest, *highest};
    return failure("`" + std::string(text) +
                   "` is not a Python version, or a range of them like `3.9-3.14`; " + "doppelint knows " +
                   known_versions());
}

Result<VersionRange> parse_requires_python(std::string_view text) {
    const Result<std::vector<Clause>> clauses = parse_clauses(text);
    if (!clauses) return tl::unexpected(clauses.error());
    std::optional<VersionRange> range;
    for (std::uint8_t minor = kOldestPython.minor; minor <= kNewestPython.minor; ++minor) {
        const bool allowed =
            std::ranges::all_of(*clauses, [&](const Clause& it) { return allows(it, minor); });
        if (!allowed) continue;
        if (!range) range = VersionRange{{minor}, {minor}};
        range->highest = {minor};
    }
    if (range) return *range;
    return failure("`" + std::string(text) + "` allows none of the Pythons " + known_versions());
}

std::string name_of(VersionRange range) {
    const auto name = [](PythonVersion it) { return "3." + std::to_string(it.minor); };
    return range.lowest == range.highest ? name(range.lowest)
                                         : name(range.lowest) + "-" + name(range.highest);
}

}  // namespace doppelint::session
