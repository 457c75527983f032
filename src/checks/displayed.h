#pragma once

#include "checks/subject.h"

namespace doppelint::checks {

/// Whether a notebook shows what the instruction makes: as the last expression of its cell, without `;`
/// behind it.
[[nodiscard]] bool is_displayed(const Subject& subject, ValueId at);

}  // namespace doppelint::checks
