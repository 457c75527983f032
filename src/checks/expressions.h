#pragma once

#include <string_view>

#include "checks/subject.h"

namespace doppelint::checks {

/// What an expression does, as written: whether it may be evaluated at another time, or more than once.
struct ExpressionParts {
    bool makes_container = false;  ///< it is a display, or a call of `list`, `dict`, `set`, …
    bool calls = false;            ///< something that may do or answer anything
    bool reads = false;            ///< names
    bool binds_or_waits = false;   ///< `:=`, `await`, `yield`: belongs where it stands
};
[[nodiscard]] ExpressionParts parts_of(const Subject& subject, NodeId expression);

/// Whether an identifier of this name stands in it.
[[nodiscard]] bool mentions(const syntax::Tree& tree, NodeId node, std::string_view name);

}  // namespace doppelint::checks
