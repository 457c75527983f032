#pragma once

#include "program/module.h"

namespace doppelint::project {

/// Whether a `__setattr__` hands on what it gets, as it is, to the one of what stands above it on each way on
/// which it returns: it may refuse, or note something, but what is set is stored under its name.
[[nodiscard]] bool hands_on_what_it_sets(const program::Module& module, program::FunctionId method);

}  // namespace doppelint::project
