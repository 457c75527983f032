#pragma once

#include "checks/check.h"

namespace doppelint::checks::argument_changed {

/// What the function, as a caller, tells of functions that change what it passes: that this hurts, or that
/// what it passes lives on.
void find_evidence(const Subject& subject, Sink& sink);

}  // namespace doppelint::checks::argument_changed
