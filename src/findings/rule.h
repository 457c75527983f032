#pragma once

#include <string_view>

#include "findings/finding.h"

namespace doppelint::findings {

/// What every finding of one rule has in common.
struct Rule {
    std::string_view code;
    std::string_view name;
    Severity severity = Severity::warning;
};

/// A comment silences a finding that is not there.
inline constexpr Rule kUnusedSuppression{"DPL001", "unused-suppression", Severity::warning};
/// The text is not Python.
inline constexpr Rule kSyntaxError{"DPL002", "syntax-error", Severity::error};

/// A certain finding of `rule` without steps, fix and fingerprint.
[[nodiscard]] Finding make_finding(const Rule& rule, Place place, std::string message);

}  // namespace doppelint::findings
