#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "program/flow.h"
#include "program/module.h"

namespace doppelint::analysis {

using program::BlockId;
using program::Function;
using program::Instruction;
using program::Module;
using program::Opcode;
using program::ValueId;

using LoopId = Id<struct LoopTag>;

struct Loop {
    BlockId header;
    LoopId parent;
    std::uint32_t first = 0, count = 0;  ///< its blocks in Plan::order(), the header first
    std::uint32_t depth = 0;             ///< loops around it
};

/// What the interpreter wants to know of a function before it runs: its loops, the order of its blocks,
/// and which attributes are only read to be called.
class Plan {
  public:
    Plan(const Module& module, const Function& function);

    /// All reachable blocks; each after those before it but for back edges; a loop's blocks together.
    [[nodiscard]] const std::vector<BlockId>& order() const { return order_; }
    [[nodiscard]] const std::vector<Loop>& loops() const { return loops_; }
    [[nodiscard]] const Loop& loop(LoopId id) const { return loops_[id.index()]; }
    [[nodiscard]] std::span<const BlockId> blocks_of(LoopId loop) const {
        return std::span(order_).subspan(loops_[loop.index()].first, loops_[loop.index()].count);
    }
    /// The innermost loop that holds the block, or none.
    [[nodiscard]] LoopId loop_of(BlockId block) const { return loop_of_[block.index()]; }
    /// The loop that this block is the header of, or none.
    [[nodiscard]] LoopId headed_by(BlockId block) const { return headed_by_[block.index()]; }
    [[nodiscard]] bool contains(LoopId loop, BlockId block) const;
    [[nodiscard]] BlockId block_of(ValueId value) const { return block_of_[value.index()]; }
    /// Whether the value is used once, as what a call calls.
    [[nodiscard]] bool only_called(ValueId value) const { return only_called_[value.index()]; }

  private:
    void find_order(const std::vector<BlockId>& forward);
    void find_uses(const Module& module, const Function& function);

    std::vector<BlockId> order_;
    std::vector<Loop> loops_;
    std::vector<LoopId> loop_of_, headed_by_;
    std::vector<BlockId> block_of_;
    std::vector<bool> only_called_;
};

}  // namespace doppelint::analysis
