#pragma once

#include <string_view>

#include "syntax/repair.h"

namespace doppelint::syntax {

/// Ends lines that were left open, as a person does who is still typing: a bracket that is never closed, an
/// operator with nothing behind it. Otherwise the parser takes what follows, up to the whole file, for a part
/// of them. What is blanked becomes a problem of `repair`, whose text is rewritten byte for byte.
void end_open_lines(std::string_view text, Repair& repair);

}  // namespace doppelint::syntax
