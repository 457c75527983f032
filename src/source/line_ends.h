#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace doppelint::source {

/// How the lines of the original file end; kept so that a fix can write the same.
enum class LineEnd : std::uint8_t { lf, crlf, cr };

/// Where the first line of `text` ends: the offset of its CR or LF, or the size of `text`.
[[nodiscard]] std::size_t first_line_size(std::string_view text);

/// How the first line of `text` ends; LF if it is the only one.
[[nodiscard]] LineEnd first_line_end(std::string_view text);

/// Turns every CR that no LF follows into LF, in place.
void replace_lone_carriage_returns(std::string& text);

}  // namespace doppelint::source
