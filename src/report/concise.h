#pragma once

#include <span>
#include <string>

#include "findings/finding.h"
#include "report/look.h"

namespace doppelint::report {

/// A line for each finding: `path:line:column: CODE message`; in a notebook `path:cell 3:line:column: …`.
/// Steps, if they are to be shown, stand in lines of their own below it.
[[nodiscard]] std::string render_concise(std::span<const findings::Finding> findings, const Look& look);

/// The line of one finding.
[[nodiscard]] std::string concise_line(const findings::Finding& finding, const Look& look);

}  // namespace doppelint::report
