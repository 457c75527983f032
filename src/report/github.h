#pragma once

#include <span>
#include <string>

#include "findings/finding.h"

namespace doppelint::report {

/// Commands of a GitHub workflow, one to a line, that become notes beside the lines of a change:
/// `::warning file=…,line=…,title=…::message`. Inside a notebook there are no lines to point at.
[[nodiscard]] std::string render_github(std::span<const findings::Finding> findings);

}  // namespace doppelint::report
