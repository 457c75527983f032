#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "program/module.h"

namespace doppelint::program {

/// Whether something in the block may raise, so that control can go from it to its handler.
[[nodiscard]] bool may_raise(const Module& module, const Function& function, const Block& block);

/// The edges of one function as control takes them: a block's successors in their order, then its
/// handler if something in it may raise.
class Flow {
  public:
    Flow(const Module& module, const Function& function);

    [[nodiscard]] std::uint32_t block_count() const { return static_cast<std::uint32_t>(first_.size()) - 1; }
    [[nodiscard]] std::span<const BlockId> successors(BlockId block) const {
        const std::uint32_t first = first_[block.index()];
        return std::span(targets_).subspan(first, first_[block.index() + 1] - first);
    }
    /// By block: whether control gets there from the entry.
    [[nodiscard]] std::vector<bool> reachable() const;

  private:
    std::vector<std::uint32_t> first_;
    std::vector<BlockId> targets_;
};

}  // namespace doppelint::program
