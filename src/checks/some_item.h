#pragma once

#include "checks/subject.h"

namespace doppelint::checks {

/// Whether the object stands for some item of a container, or what hangs on one: reading it twice may give two.
[[nodiscard]] bool is_some_item(const Subject& subject, ObjectId id);

/// What `walked` walks over, behind a view, a copy or an enumeration: `d` of `d.items()` and `enumerate(d)`.
[[nodiscard]] ValueId base_of_walk(const Subject& subject, ValueId walked);

}  // namespace doppelint::checks
