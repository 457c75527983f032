#pragma once

#include <string>
#include <string_view>

#include "findings/finding.h"

namespace doppelint::report {

/// `text` without anything that would end the line, command a terminal or turn the order of what is read:
/// such characters are spelled out, `\n`, `\x1b`, `\u202e`.
[[nodiscard]] std::string on_one_line(std::string_view text);

/// `path:line:column`, in a notebook `path:cell 3:line:column`.
[[nodiscard]] std::string shown(const findings::Place& place);

}  // namespace doppelint::report
