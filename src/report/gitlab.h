#pragma once

#include <span>
#include <string>

#include "findings/finding.h"

namespace doppelint::report {

/// GitLab's Code Quality report: an array of objects, each with a fingerprint that no other has. Inside a
/// notebook the line is that of the file's beginning, and the description names cell and line.
[[nodiscard]] std::string render_gitlab(std::span<const findings::Finding> findings);

}  // namespace doppelint::report
