#pragma once

#include "checks/subject.h"

namespace doppelint::checks {

/// Whether an augmented assignment adds what only a container takes: `rows[i] += [x]`. Of something of
/// unknown class that tells it from a number.
[[nodiscard]] bool adds_container(const Subject& subject, const Instruction& assignment);

}  // namespace doppelint::checks
