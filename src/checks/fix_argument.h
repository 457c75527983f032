#pragma once

#include <optional>
#include <string>

#include "checks/check.h"

namespace doppelint::checks {

/// Copies the argument first thing in the function, as deep as the change goes. Unsafe: a caller may want to
/// see the change.
[[nodiscard]] std::optional<DraftFix> copied_at_entry(const Subject& subject, std::uint32_t parameter,
                                                      const analysis::Change& change, std::string message);

}  // namespace doppelint::checks
