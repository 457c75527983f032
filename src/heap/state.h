#pragma once

#include <cstdint>

#include "base/persistent_map.h"
#include "heap/content.h"
#include "heap/policy.h"

namespace doppelint::heap {

/// How an open obligation stands: whether on every path to here the change has happened, and what had to be
/// taken for granted. See docs/theory.md.
struct Debt {
    bool must = false;
    Assumptions assumptions;
    bool operator==(const Debt&) const = default;
};

/// What is known at one place of a function, but for its registers. Copying one costs nothing: versions
/// share what they have in common.
struct State {
    PersistentMap<const Content*> contents;  ///< by object; one that is not there has its first content
    PersistentMap<Debt> debts;               ///< by obligation
    std::uint32_t epoch = 0;                 ///< since when symbolic objects hold what they hold
    Assumptions assumptions;
    bool reachable = false;
};

}  // namespace doppelint::heap
