#pragma once

#include <string>

namespace doppelint::source {

/// Turns the source of a notebook's code cell into plain Python of the same size: what Jupyter adds to the
/// language becomes `pass`, a comment or blanks, so that all else keeps its place. Expects lines that end
/// at LF or CRLF.
void replace_magics(std::string& cell);

/// Leaves nothing of a cell but its line ends and blanks.
void blank_out(std::string& cell);

}  // namespace doppelint::source
