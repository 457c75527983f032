#pragma once

#include <string>
#include <vector>

#include "checks/subject.h"

namespace doppelint::checks {

/// Something that the analysis of a function saw, whether or not a rule makes anything of it.
struct Seen {
    NodeId node;
    std::string text;
};

/// Changes, claims and what becomes of them, comparisons and walks, in the program's words.
[[nodiscard]] std::vector<Seen> seen_in(const Subject& subject);

}  // namespace doppelint::checks
