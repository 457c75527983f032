#pragma once

#include <cstdint>
#include <vector>

#include "project/project.h"

namespace doppelint::project {

/// What a call passes for a parameter, as far as its text tells.
enum class Passed : std::uint8_t { unknown, truthy, falsy, nothing };

[[nodiscard]] Passed passed_as(const Module& module, const Function& function, ValueId value);

/// Whether the instruction may run in a call of the code that passes these, by parameter: `nothing` stands
/// for the default. Only tests of the parameters themselves are followed: `if pop:`, `if not pop:`.
[[nodiscard]] bool may_run(const Project& project, CodeId code, ValueId at, std::vector<Passed> passed);

}  // namespace doppelint::project
