#pragma once

#include <vector>

#include "checks/confidence.h"
#include "checks/subject.h"

namespace doppelint::checks {

/// The claims of this shape that do not hold.
[[nodiscard]] std::vector<analysis::Broken> broken_claims(const Subject& subject,
                                                          analysis::Claim::Shape shape);

/// How sure it is that the claim does not hold. An augmented assignment to an object of unknown kind changes
/// it only if it is no number or text, which nothing but an assumption says.
[[nodiscard]] findings::Confidence confidence_of(const Subject& subject, const analysis::Broken& broken);

/// Where a step stands that is about the function as a whole: at its name.
[[nodiscard]] NodeId name_of(const Subject& subject);

}  // namespace doppelint::checks
