#pragma once

#include <vector>

#include "views/picture.h"

namespace doppelint::views {

struct Pairs {
    std::vector<PairView> must, may;  ///< sorted
    bool is_cut = false;              ///< there are more paths than the limit
};

/// Which access paths of up to two steps always, or possibly, lead to one mutable object.
[[nodiscard]] Pairs pairs_of(Picture& picture, const heap::Heap& heap, const PictureLimits& limits);

}  // namespace doppelint::views
