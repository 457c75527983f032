#pragma once

#include <span>
#include <string>

#include "findings/finding.h"
#include "report/look.h"
#include "report/quotes.h"

namespace doppelint::report {

/// Each finding as a person reads it: what happens, the lines that prove it, and what to do about it. An
/// empty line ends it.
[[nodiscard]] std::string render_full(std::span<const findings::Finding> findings, const Quotes& quotes,
                                      const Look& look);

}  // namespace doppelint::report
