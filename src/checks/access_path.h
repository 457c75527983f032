#pragma once

#include "checks/subject.h"

namespace doppelint::checks {

/// Whether the registers get at what they hold by different items of one container, as `rows[i]` and
/// `rows[j]` do. Nothing says then that both hold one object.
[[nodiscard]] bool are_other_items(const Subject& subject, ValueId left, ValueId right);
/// Whether `value` holds an item of what `container` holds, or what hangs on one: no container is its own
/// item.
[[nodiscard]] bool is_item_of(const Subject& subject, ValueId container, ValueId value);

/// Whether both registers are read by one path of attributes from one variable, at whatever time.
[[nodiscard]] bool is_same_path(const Subject& subject, ValueId left, ValueId right);
/// The variable, or what else, from which the register was reached by items and attributes.
[[nodiscard]] ValueId root_of(const Subject& subject, ValueId value);

}  // namespace doppelint::checks
