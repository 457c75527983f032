#pragma once

#include <optional>

#include "analysis/readers.h"

namespace doppelint::analysis {

/// The global that a default is read from, as in `def f(view=MISSING)`, by its own name or as an attribute of
/// its module; none if the default is something else.
[[nodiscard]] std::optional<project::Meaning> default_variable(const ProjectReader& project, CodeId made_in,
                                                               program::ValueId value);

}  // namespace doppelint::analysis
