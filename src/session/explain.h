#pragma once

#include <cstdint>

#include "report/explanation.h"
#include "session/check.h"

namespace doppelint::session {

/// A place in a file, as people count.
struct PlaceAsked {
    std::uint32_t line = 1;
    std::uint32_t column = 0;  ///< 0: the whole line
};

/// Explains a line of the request's first file: what the analysis saw there, and what became of all that the
/// checks said of it.
[[nodiscard]] Result<report::Explanation> explain(const Request& request, PlaceAsked place,
                                                  const FileSystem& files, Executor& executor);

}  // namespace doppelint::session
