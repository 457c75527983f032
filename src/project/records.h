#pragma once

#include <cstdint>

#include "project/project.h"

namespace doppelint::project {

/// Whose instances get their attributes from what the constructor is given, in the order of the fields.
enum class Record : std::uint8_t { none, dataclass, attrs, named_tuple };

[[nodiscard]] Record record_kind(const Project& project, const ClassInfo& info);

/// Whether attributes of its instances cannot be bound anew: a frozen record, a named tuple.
[[nodiscard]] bool is_frozen(const Project& project, const ClassInfo& info);

/// Whether the class says that its instances have no hash: it has an `__eq__` and no `__hash__`, written out
/// or made by `dataclass`.
[[nodiscard]] bool is_unhashable(const Project& project, const ClassInfo& info);

/// A method of the class, or of one above it in the project, that sets an attribute of its instance once that
/// is made; none: nothing of the kind.
[[nodiscard]] CodeId changer(const Project& project, const ClassInfo& info);

/// The register that holds a field's default, as the class body has it: what `field(default=x)` was given,
/// or the value itself; none where a factory makes it.
[[nodiscard]] ValueId default_of_field(const Project& project, CodeId body, ValueId value);

/// The register of the class's body that holds what `field(converter=…)` makes the field's values with; none:
/// they stay as they are passed.
[[nodiscard]] ValueId converter_of_field(const Module& module, const Function& body, ValueId value);

}  // namespace doppelint::project
