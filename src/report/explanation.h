#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "findings/finding.h"

namespace doppelint::report {

/// Why there is a finding on a line, or none.
struct Explanation {
    /// What a check said, and what became of it.
    struct Verdict {
        std::string code, name;
        findings::Confidence confidence = findings::Confidence::certain;
        std::string message;
        std::string outcome;  ///< "told", "but a comment silences it"
        bool operator==(const Verdict&) const = default;
    };
    std::string path;
    std::uint32_t line = 1;
    std::vector<std::string> seen;  ///< what the analysis saw there, in the order of the text
    std::vector<Verdict> verdicts;
};

[[nodiscard]] std::string render(const Explanation& explanation);

}  // namespace doppelint::report
