#pragma once

#include <string>

#include "checks/subject.h"

namespace doppelint::checks {

/// The text of the comments about a node: behind it, on the line where it ends, and on the lines right above
/// its statement's first.
[[nodiscard]] std::string remarks_on(const syntax::Tree& tree, NodeId node);

}  // namespace doppelint::checks
