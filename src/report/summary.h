#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "findings/finding.h"

namespace doppelint::report {

/// "Found 3 problems in 120 files." or "No problems in 120 files."
[[nodiscard]] std::string summary(std::size_t problems, std::size_t files);

/// " 2 can be fixed with `--fix`, 1 more with `--unsafe-fixes`."; nothing where there is no fix.
[[nodiscard]] std::string fixable(std::span<const findings::Finding> findings);

/// "Fixed 2 problems in 1 file.", with a verb of your own; nothing of no problems.
[[nodiscard]] std::string fix_summary(std::string_view verb, std::size_t problems, std::size_t files);

}  // namespace doppelint::report
