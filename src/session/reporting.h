#pragma once

#include <memory>

#include "findings/finding.h"
#include "findings/selection.h"

namespace doppelint::session {

/// Which of the findings in a file are told.
struct Reporting {
    findings::RuleSet rules = findings::RuleSet::all();
    findings::Confidence min_confidence = findings::Confidence::likely;  ///< what is less sure is not told

    [[nodiscard]] bool tells(std::string_view code, findings::Confidence confidence) const {
        return confidence <= min_confidence && rules.has(code);
    }
    bool operator==(const Reporting&) const = default;
};

/// Shared by all files for which it holds.
using ReportingPointer = std::shared_ptr<const Reporting>;

}  // namespace doppelint::session
