#pragma once

#include <string>

#include "report/format.h"

namespace doppelint::report {

/// One page that needs nothing else: the findings by file, each with the lines that prove it. It reads well
/// without JavaScript, on paper, and in light and dark; a script adds filters.
[[nodiscard]] std::string render_html(const Told& told);

}  // namespace doppelint::report
