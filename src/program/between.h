#pragma once

#include "program/module.h"

namespace doppelint::program {

/// Whether control that goes on behind `from` always comes by `via` before it next gets to `to`.
[[nodiscard]] bool is_always_between(const Module& module, const Function& function, ValueId from,
                                     ValueId via, ValueId to);

}  // namespace doppelint::program
