#pragma once

#include <string>

#include "checks/subject.h"

namespace doppelint::checks {

/// The class that an annotation names; see analysis::Annotated.
[[nodiscard]] std::string annotated_class(const FileSubject& file, NodeId annotation);

}  // namespace doppelint::checks
