#pragma once

#include <span>
#include <vector>

#include "program/dominators.h"

namespace doppelint::program {

/// Which instructions control comes by on every way through a function that ends in a return.
class AlwaysPassed {
  public:
    AlwaysPassed(const Module& module, const Function& function);

    /// False for all if no way ends so.
    [[nodiscard]] bool holds(ValueId value) const;

  private:
    std::span<const Block> blocks_;
    Dominators dominators_;
    std::vector<BlockId> ends_;
};

}  // namespace doppelint::program
