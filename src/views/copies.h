#pragma once

#include <unordered_map>
#include <vector>

#include "analysis/facts.h"
#include "heap/heap.h"

namespace doppelint::views {

/// Which objects of one function were made as copies of others: by `copy`, `list(…)`, a whole slice,
/// `deepcopy`, ….
class CopiesMade {
  public:
    struct Copy {
        std::vector<heap::ObjectId> of;  ///< several, where it depends on the way which one was copied
        bool is_deep = false;
    };

    CopiesMade(const analysis::Facts& facts, const heap::Heap& heap);

    /// Null: it is no copy, or nobody knows of what.
    [[nodiscard]] const Copy* find(heap::ObjectId object) const;

  private:
    void add_shallow(const analysis::Claim& claim, const heap::Heap& heap);

    std::unordered_map<heap::ObjectId, Copy> copies_;
};

}  // namespace doppelint::views
