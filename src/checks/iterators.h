#pragma once

#include <string_view>

#include "checks/results.h"
#include "checks/subject.h"

namespace doppelint::checks {

/// Whether all that ran is the library's function of this name.
[[nodiscard]] bool runs(RanSpan ran, std::string_view name);
/// The same of a call.
[[nodiscard]] bool runs(const Subject& subject, ValueId at, std::string_view name);

/// The call of `groupby` whose group the register is, in a loop that takes its pairs apart.
[[nodiscard]] ValueId grouped_by(const Subject& subject, ValueId value);

/// Where the second part of the pair that the register holds is walked, or handed to what may walk it.
[[nodiscard]] ValueId group_used(const Subject& subject, ValueId pair);

/// What the instruction keeps beyond its turn: an item of a comprehension, of a container, an attribute.
[[nodiscard]] ValueId kept_by(const Subject& subject, ValueId at);

/// Whether the register is something that can be walked once: what a library's function or a generator gives.
[[nodiscard]] bool is_iterator(const Subject& subject, ValueId value);

/// Whether the instruction walks the value.
[[nodiscard]] bool walks(const Subject& subject, const Instruction& it, ValueId source);

/// The `__iter__` of the project that the loop runs.
[[nodiscard]] program::CodeId iter_run_by(const Subject& subject, ValueId walk);

/// Whether `inner` stands in the body of the loop that walks `walked`.
[[nodiscard]] bool is_in_body_of(const Subject& subject, NodeId inner, NodeId walked);

}  // namespace doppelint::checks
