#pragma once

#include <cstdint>
#include <optional>

#include "checks/subject.h"

namespace doppelint::checks {

/// Whether the call, with the flags that it passes or leaves as they are by default, may come to the change
/// that the called function makes without having asked for it: `take(options)` never does what stands below
/// `if pop:`, and `take(options, pop=True)` wants it.
[[nodiscard]] bool may_come_to(const Subject& subject, const analysis::Change& change);

/// The register that the call passes for a parameter of the called function, an invalid one where it passes
/// nothing; none: that is not known.
[[nodiscard]] std::optional<ValueId> argument_passed(const Subject& subject, const analysis::Change& change,
                                                     std::uint32_t parameter);

}  // namespace doppelint::checks
