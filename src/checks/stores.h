#pragma once

#include <vector>

#include "checks/subject.h"

namespace doppelint::checks {

/// Where the function puts an object into a container, or yields it.
struct Store {
    ValueId at;
    ValueId stored;  ///< the register that holds the object
    bool is_yielded = false;
    bool is_sure = true;  ///< what it is put into is a container
    ObjectId holder;      ///< what it is put into, if that is known
};

/// So many are looked at in one function; real ones have a few.
inline constexpr std::size_t kMostStores = 200;

/// Those of objects that a loop may meet in each of its turns.
[[nodiscard]] std::vector<Store> stores_of(const Subject& subject);

/// Whether a change of this kind may put something into a container.
[[nodiscard]] bool adds(analysis::ChangeKind kind);

}  // namespace doppelint::checks
