#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "findings/finding.h"

namespace doppelint::findings {

/// What every finding of one rule has in common.
struct Rule {
    std::string_view code;
    std::string_view name;
    Severity severity = Severity::warning;
    std::string_view title;
    std::string_view family;
    std::uint32_t precedence = 0;  ///< where rules meet on one object and statement, the lowest is said
    std::string_view page;         ///< for people, as Markdown
};

/// A comment silences a finding that is not there.
inline constexpr Rule kUnusedSuppression{
    "DPL001", "unused-suppression", Severity::warning, "A comment silences nothing", "housekeeping", 0, {}};
/// The text is not Python.
inline constexpr Rule kSyntaxError{
    "DPL002", "syntax-error", Severity::error, "The text is not Python", "housekeeping", 0, {}};

/// The rules that have a page in rules/, by their codes. Compiled in.
[[nodiscard]] std::span<const Rule> rules();

/// A certain finding of `rule` without steps, fix and fingerprint.
[[nodiscard]] Finding make_finding(const Rule& rule, Place place, std::string message);

}  // namespace doppelint::findings
