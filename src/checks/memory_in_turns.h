#pragma once

#include <vector>

#include "checks/stores.h"

namespace doppelint::checks {

/// In each turn of a loop the function stores an array, and always over the same memory, which changes
/// between two turns.
struct MemoryInTurns {
    Store store;
    const analysis::Change* change = nullptr;
    ObjectId array;          ///< the stored one
    bool is_itself = false;  ///< what changes is the stored array; else what it shows
};
[[nodiscard]] std::vector<MemoryInTurns> memory_in_turns(const Subject& subject);

}  // namespace doppelint::checks
