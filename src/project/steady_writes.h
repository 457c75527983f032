#pragma once

#include <cstdint>
#include <optional>

#include "project/project.h"

namespace doppelint::project {

/// An item that code writes under a constant key of what it is given: in each call that passes the same, the
/// same one, and nothing there asks before what stood in its place.
struct SteadyWrite {
    std::optional<std::uint32_t> parameter;  ///< the one whose argument is written; none: a constant is
};

/// What the instruction writes so; none: it does something else.
[[nodiscard]] std::optional<SteadyWrite> steady_write(const Project& project, CodeId code, ValueId at);

}  // namespace doppelint::project
