#pragma once

#include <cstdint>

#include "findings/finding.h"
#include "heap/policy.h"

namespace doppelint::checks {

/// How a finding's witness came to be.
enum class Witness : std::uint8_t {
    seen,     ///< the heap has it
    assumed,  ///< it is there only because of something that was taken for granted
};

/// The one place where confidence is derived: certain, where it is so on every path and nothing was taken for
/// granted; possible, where it needs that of several functions just one is meant.
[[nodiscard]] findings::Confidence confidence_of(bool must, heap::Assumptions assumptions,
                                                 Witness witness = Witness::seen);

}  // namespace doppelint::checks
