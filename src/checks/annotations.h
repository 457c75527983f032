#pragma once

#include <string>

#include "checks/subject.h"

namespace doppelint::checks {

/// The dotted name of the one class that an annotation names, with imports resolved and `None`, `Optional`
/// and what stands in brackets left out: "collections.abc.Sequence" of `"Sequence[int] | None"`, "int" of
/// `builtins.int`. Empty where it names another number of classes, or something that no import of the module
/// explains.
[[nodiscard]] std::string annotated_class(const FileSubject& file, NodeId annotation);

}  // namespace doppelint::checks
