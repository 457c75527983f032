#pragma once

#include <string_view>

#include "project/project.h"

namespace doppelint::project {

/// Whether a method of this name runs before anybody else sees the instance.
[[nodiscard]] bool is_constructor(std::string_view method);

/// Whether a method puts its own instance into what its attribute of that name holds,
/// `self.all.append(self)`, or something of its own under a key that tells instances apart:
/// `self.pools[self.alias] = …`.
[[nodiscard]] bool registers_itself(const Module& module, FunctionId method, std::string_view name);
/// The same of a method that gets the class, and an instance that it makes: `cls.rows[key] = cls(key)`.
[[nodiscard]] bool registers_instances(const Module& module, FunctionId method, std::string_view name);

}  // namespace doppelint::project
