#pragma once

#include <span>
#include <vector>

#include "checks/subject.h"

namespace doppelint::checks {

/// By instruction: whether it may run after `from`.
[[nodiscard]] std::vector<bool> reached_from(const Subject& subject, ValueId from);
/// The same before `until` runs, which makes another value of a register.
[[nodiscard]] std::vector<bool> reached_from(const Subject& subject, ValueId from, ValueId until);
/// The same before any of these.
[[nodiscard]] std::vector<bool> reached_from(const Subject& subject, ValueId from,
                                             std::span<const ValueId> until);

/// Whether no way from `first` to a `return` passes `second` by.
[[nodiscard]] bool always_comes_by(const Subject& subject, ValueId first, ValueId second);

/// The instructions that may have made what the register holds once control has come by `from`: where ways
/// meet, those of the ways that go on from there; none behind `until`. `reached` is `reached_from(from)`.
[[nodiscard]] std::vector<ValueId> origins_after(const Subject& subject, const std::vector<bool>& reached,
                                                 ValueId from, ValueId value, ValueId until);

}  // namespace doppelint::checks
