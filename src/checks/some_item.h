#pragma once

#include "checks/subject.h"

namespace doppelint::checks {

/// Whether the object stands for some item of a container, for what hangs on one, or for all that one place
/// makes in many turns: reading it twice may give two.
[[nodiscard]] bool is_some_item(const Subject& subject, ObjectId id);

/// Whether it is an array, frame or tensor of a library.
[[nodiscard]] bool is_array(const Subject& subject, ObjectId id);

/// Whether the instruction, which changes the object, got at it by something that may be other objects, too:
/// a new one on one way, say.
[[nodiscard]] bool is_one_of_several(const Subject& subject, ValueId event, ObjectId object);

/// What `walked` walks over, behind a view, a copy or an enumeration: `d` of `d.items()` and `enumerate(d)`.
[[nodiscard]] ValueId base_of_walk(const Subject& subject, ValueId walked);

}  // namespace doppelint::checks
