#pragma once

#include <span>
#include <string>

#include "findings/finding.h"

namespace doppelint::report {

/// A log of SARIF 2.1.0: the rules, the findings with their steps as a code flow, the fixes as exact
/// replacements; and what could not be read. Paths are relative to the folder in which doppelint was started.
[[nodiscard]] std::string render_sarif(std::span<const findings::Finding> findings,
                                       std::span<const std::string> warnings);

}  // namespace doppelint::report
