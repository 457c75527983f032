#pragma once

#include "checks/subject.h"

namespace doppelint::checks {

/// Whether what the function gives back may be an answer about the parameter. It is none where nothing comes
/// back, or the argument itself: builders and fluent helpers.
[[nodiscard]] bool gives_an_answer(const Subject& subject, std::uint32_t parameter);
/// The same about what the register of origin `owner` holds.
[[nodiscard]] bool gives_an_answer(const Subject& subject, ValueId owner);

/// Whether an answer does not need the change: of the order of a list, of a dict's field under a name that
/// stands in the function or comes from the dict, of what the answer itself is made from. Queues, symbol
/// tables and streams are changed otherwise.
[[nodiscard]] bool is_uncalled_for(const Subject& subject, const analysis::Change& change);

/// Whether what is changed got a name of its own before: `allowed = configured; allowed |= …`. Who does that
/// means to make something new.
[[nodiscard]] bool is_under_new_name(const Subject& subject, const analysis::Change& change);

/// Whether what the function gives is made from what is changed: `return sorted(merged)`.
[[nodiscard]] bool gives_what_it_made_of(const Subject& subject, ValueId changed);

}  // namespace doppelint::checks
