#pragma once

#include <optional>
#include <string_view>

#include "checks/check.h"

namespace doppelint::checks {

/// The class of whose instances the function is a method; none: it is none.
[[nodiscard]] program::CodeId own_class(const Subject& subject);

/// The attribute of the method's own instance that held the object when it began; none if none did.
[[nodiscard]] std::optional<std::string_view> own_attribute(const Subject& subject, ObjectId id);

/// The same of a register: `self.name`, by whatever name.
[[nodiscard]] std::optional<std::string_view> own_attribute(const Subject& subject, ValueId value);

/// Whether the instruction sets an attribute of the method's own instance.
[[nodiscard]] bool sets_own_attribute(const Subject& subject, const Instruction& it);

/// Evidence about something that has a name: an attribute of a class or method, a global of a module's body.
[[nodiscard]] ArgumentOf named_evidence(program::CodeId of, Asked what, std::string_view name);

}  // namespace doppelint::checks
