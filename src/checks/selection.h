#pragma once

#include <vector>

#include "checks/check.h"

namespace doppelint::checks {

/// What is said of a function's findings: one for each claim and object, the first in the text; and where
/// several rules meet on one object and statement, the one of the lowest precedence number.
[[nodiscard]] std::vector<Draft> selected(const syntax::Tree& tree, std::vector<Draft> drafts);

}  // namespace doppelint::checks
