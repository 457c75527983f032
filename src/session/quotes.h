#pragma once

#include <span>

#include "findings/finding.h"
#include "report/quotes.h"
#include "session/check.h"

namespace doppelint::session {

/// The lines that the findings and their steps name. Their files, and no others, are read again, those of
/// `inputs` with what is unsaved in them. A line that is gone by now is left out. `inputs` are sorted by
/// what is shown.
[[nodiscard]] report::Quotes quotes_of(std::span<const findings::Finding> findings,
                                       std::span<const InputFile> inputs, const FileSystem& files);

}  // namespace doppelint::session
