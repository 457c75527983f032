#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "findings/finding.h"

namespace doppelint::report {

/// What a run comes to.
struct Totals {
    std::size_t problems = 0, files = 0;
    std::size_t known = 0;  ///< further problems, which a baseline has
};

/// "Found 3 problems in 120 files." or "No problems in 120 files.", and how many are known.
[[nodiscard]] std::string summary(const Totals& totals);

/// "Wrote 3 known problems to FILE."
[[nodiscard]] std::string baseline_written(std::size_t problems, std::string_view file);

/// " 2 can be fixed with `--fix`, 1 more with `--unsafe-fixes`."; nothing where there is no fix.
[[nodiscard]] std::string fixable(std::span<const findings::Finding> findings);

/// "Fixed 2 problems in 1 file.", with a verb of your own; nothing of no problems.
[[nodiscard]] std::string fix_summary(std::string_view verb, std::size_t problems, std::size_t files);

}  // namespace doppelint::report
