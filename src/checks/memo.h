#pragma once

#include "checks/subject.h"

namespace doppelint::checks {

/// Whether the change only remembers an answer for the next who asks: it fills a table that was looked at
/// before, on the way where nothing was found, with something that follows from the key alone.
/// `run`: whose change it is.
[[nodiscard]] bool remembers_answer(const Subject& subject, const FunctionRun& run,
                                    const analysis::Change& change);

}  // namespace doppelint::checks
