#pragma once

#include <string>

#include "checks/check.h"

namespace doppelint::checks {

/// A finding about one instruction: it stands there, and so does the claim.
[[nodiscard]] Draft draft_at(const Subject& subject, ValueId at, findings::Confidence confidence,
                             std::string message);

/// A finding about a change of an object, as sure as the change.
[[nodiscard]] Draft draft_of(const Subject& subject, const analysis::Change& change, std::string message);

/// The same with its two steps: where the object was made, which is the claim if it is in this file, and the
/// change.
[[nodiscard]] Draft draft_of(const Subject& subject, const analysis::Change& change, std::string message,
                             DraftStep made, std::string changed);

}  // namespace doppelint::checks
