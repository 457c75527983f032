#pragma once

#include <span>
#include <string>
#include <string_view>

#include "findings/finding.h"

namespace doppelint::report {

/// A line for each finding: `path:line:column: CODE message`; in a notebook `path:cell 3:line:column: …`.
[[nodiscard]] std::string render_concise(std::span<const findings::Finding> findings);

/// `text` without anything that would end the line or command a terminal: control characters are spelled
/// out, `\n` and `\x1b`.
[[nodiscard]] std::string on_one_line(std::string_view text);

}  // namespace doppelint::report
