#pragma once

#include <span>
#include <string>

#include "findings/finding.h"

namespace doppelint::report {

/// JUnit's XML: a suite for each file, a failed test for each finding. Without findings, one test that
/// passed, because tools take an empty report for a broken one.
[[nodiscard]] std::string render_junit(std::span<const findings::Finding> findings);

}  // namespace doppelint::report
