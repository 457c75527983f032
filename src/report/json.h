#pragma once

#include <span>
#include <string>

#include "findings/finding.h"

namespace doppelint::report {

/// An array with an object for each finding, one to a line. Always UTF-8: what is not, like the name of a
/// file in another encoding, is replaced by U+FFFD.
[[nodiscard]] std::string render_json(std::span<const findings::Finding> findings);

/// The same objects, each on a line of its own and nothing around them: JSON Lines.
[[nodiscard]] std::string render_json_lines(std::span<const findings::Finding> findings);

}  // namespace doppelint::report
