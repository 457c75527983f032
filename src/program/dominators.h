#pragma once

#include <cstdint>
#include <vector>

#include "program/flow.h"
#include "program/instruction.h"

namespace doppelint::program {

/// Which blocks every way from the entry to a block passes, by Lengauer and Tarjan: n log n in the
/// edges, for any shape of the graph.
class Dominators {
  public:
    explicit Dominators(const Flow& flow);

    /// Whether every way from the entry to `block` passes `dominator`; a block dominates itself.
    /// True where `block` cannot be reached.
    [[nodiscard]] bool dominates(BlockId dominator, BlockId block) const;

    /// The nearest other block that dominates `block`; none for the entry and for what cannot be
    /// reached.
    [[nodiscard]] BlockId immediate(BlockId block) const { return immediate_[block.index()]; }

    [[nodiscard]] bool reachable(BlockId block) const { return size_[block.index()] != 0; }

  private:
    // The block's place in a preorder walk of the tree of dominators, and how many places its tree
    // takes.
    std::vector<std::uint32_t> place_;
    std::vector<std::uint32_t> size_;
    std::vector<BlockId> immediate_;
};

}  // namespace doppelint::program
