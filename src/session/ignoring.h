#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "session/parsed_file.h"
#include "source/replacement.h"

namespace doppelint::session {

/// What silences the rule on the line, counted from 0: a comment, or a rule more in one that is there. None
/// where no comment can stand at the end of the line: it goes on, or ends within a text.
[[nodiscard]] std::optional<source::Replacement> ignoring(const ParsedFile& file, std::uint32_t line,
                                                          std::string_view code);

}  // namespace doppelint::session
