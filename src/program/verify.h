#pragma once

#include <string>
#include <vector>

#include "program/module.h"

namespace doppelint::program {

/// A sentence for every promise about modules that this one breaks; none if it is sound. Takes about as long
/// as walking over the module. Where the module's ranges do not fit its pools, only those are told.
[[nodiscard]] std::vector<std::string> verify(const Module& module);

}  // namespace doppelint::program
