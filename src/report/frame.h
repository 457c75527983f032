#pragma once

#include <string>

#include "findings/finding.h"
#include "report/look.h"
#include "report/quotes.h"

namespace doppelint::report {

/// The lines that a finding is about, each with marks below it and what they say: the proof as a picture.
/// Other files are named where the story comes to them.
[[nodiscard]] std::string render_frame(const findings::Finding& finding, const Quotes& quotes,
                                       const Look& look);

/// The width of the numbers in the gutter of that picture.
[[nodiscard]] std::size_t gutter_width(const findings::Finding& finding, const Look& look);

}  // namespace doppelint::report
