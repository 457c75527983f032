#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "findings/finding.h"

namespace doppelint::report {

/// A line of a file, as a terminal can show it, in three parts, of which the middle one is marked. Tabs have
/// become blanks, and characters that command a terminal are spelled out.
struct Piece {
    std::string before, marked, after;
    [[nodiscard]] std::string text() const { return before + marked + after; }
};

/// Which part of a line is meant, in code points from 0.
struct Stretch {
    std::uint32_t begin = 0, end = 0;
};

/// What `place` marks on its first line.
[[nodiscard]] Stretch stretch_of(const findings::Place& place);

/// The piece of `line` around `marked` that fits into `width` columns; what is left out shows as `…`.
[[nodiscard]] Piece piece_of(std::string_view line, Stretch marked, std::uint32_t width);

}  // namespace doppelint::report
