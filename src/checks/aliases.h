#pragma once

#include "checks/subject.h"

namespace doppelint::checks {

/// Where the function, once `after` has run, gives the value away as a value of its own: to a call, to its
/// caller, into something that it makes or fills. None: nowhere.
[[nodiscard]] ValueId handed_on(const Subject& subject, ValueId value, ValueId after);

/// Whether the change gets at its object by a name that the function gave it, and not by the expression that
/// says what it is.
[[nodiscard]] bool is_by_name(const Subject& subject, const analysis::Change& change);

}  // namespace doppelint::checks
