#include "analysis/plan.h"

#include <algorithm>

namespace doppelint::analysis {
namespace {

/// Reachable blocks so that each stands after its predecessors, but for those of back edges.
std::vector<BlockId> reverse_postorder(const program::Flow& flow) {
    std::vector<BlockId> result;
    if (flow.block_count() == 0) return result;
    std::vector<bool> seen(flow.block_count());
    std::vector<std::pair<BlockId, std::uint32_t>> path = {{BlockId{0}, 0}};
    seen[0] = true;
    while (!path.empty()) {
        auto& [block, next] = path.back();
        const auto successors = flow.successors(block);
        if (next == successors.size()) {
            result.push_back(block);
            path.pop_back();
            continue;
        }
        const BlockId to = successors[next++];
        if (seen[to.index()]) continue;
        seen[to.index()] = true;
        path.emplace_back(to, 0);
    }
    std::ranges::reverse(result);
    return result;
}

constexpr std::uint32_t kUnreachable = 0xFFFFFFFFU;

/// Finds the loops of a function, inner ones first; a block that already belongs to one is passed over to
/// that loop's header.
class LoopFinder {
  public:
    LoopFinder(const Module& module, const Function& function, const std::vector<BlockId>& forward)
        : module_(module),
          blocks_(module.blocks_of(function)),
          place_(blocks_.size(), kUnreachable),
          loop_of_(blocks_.size()),
          headed_by_(blocks_.size()) {
        for (std::uint32_t at = 0; at < forward.size(); ++at) place_[forward[at].index()] = at;
        for (std::size_t at = forward.size(); at-- > 0;) {
            if (blocks_[forward[at].index()].loop_header) find_loop_of(forward[at]);
        }
        for (std::size_t at = loops_.size(); at-- > 0;) {
            Loop& it = loops_[at];
            it.depth = it.parent.valid() ? loops_[it.parent.index()].depth + 1 : 0;
        }
    }

    [[nodiscard]] std::vector<Loop> take_loops() { return std::move(loops_); }
    [[nodiscard]] std::vector<LoopId> take_loop_of() { return std::move(loop_of_); }
    [[nodiscard]] std::vector<LoopId> take_headed_by() { return std::move(headed_by_); }

  private:
    [[nodiscard]] std::span<const BlockId> before(BlockId block) const {
        return module_.predecessors_of(blocks_[block.index()]);
    }

    void find_loop_of(BlockId header) {
        std::vector<BlockId> pending;
        const LoopId id{static_cast<std::uint32_t>(loops_.size())};
        loops_.push_back({header, {}, 0, 0, 0});
        outer_.push_back(id);
        bool has_back_edge = false;
        for (const BlockId from : before(header)) {
            const std::uint32_t place = place_[from.index()];
            if (place == kUnreachable || place < place_[header.index()]) continue;
            has_back_edge = true;
            add(from, id, pending);
        }
        if (!has_back_edge) {
            loops_.pop_back();
            outer_.pop_back();
            return;
        }
        loop_of_[header.index()] = id;
        headed_by_[header.index()] = id;
        while (!pending.empty()) {
            const BlockId block = pending.back();
            pending.pop_back();
            for (const BlockId from : before(block)) add(from, id, pending);
        }
    }

    void add(BlockId block, LoopId id, std::vector<BlockId>& pending) {
        if (place_[block.index()] == kUnreachable || block == loops_[id.index()].header) return;
        const LoopId inner = outermost(block);
        if (inner == id) return;
        if (inner.valid()) {
            loops_[inner.index()].parent = id;
            outer_[inner.index()] = id;
            pending.push_back(loops_[inner.index()].header);
        } else {
            loop_of_[block.index()] = id;
            pending.push_back(block);
        }
    }

    // Where the chain of loops around the block ends; the chain is shortened as it is followed.
    [[nodiscard]] LoopId outermost(BlockId block) {
        LoopId loop = loop_of_[block.index()];
        if (!loop.valid()) return loop;
        while (outer_[loop.index()] != loop) {
            outer_[loop.index()] = outer_[outer_[loop.index()].index()];
            loop = outer_[loop.index()];
        }
        return loop;
    }

    const Module& module_;
    std::span<const program::Block> blocks_;
    std::vector<std::uint32_t> place_;  ///< in the order of reverse_postorder
    std::vector<Loop> loops_;
    std::vector<LoopId> loop_of_, headed_by_;
    std::vector<LoopId> outer_;  ///< by loop: one around it, or itself
};

}  // namespace

Plan::Plan(const Module& module, const Function& function)
    : block_of_(function.instruction_count), only_called_(function.instruction_count) {
    const std::vector<BlockId> forward = reverse_postorder(program::Flow(module, function));
    LoopFinder finder(module, function, forward);
    loops_ = finder.take_loops();
    loop_of_ = finder.take_loop_of();
    headed_by_ = finder.take_headed_by();
    find_order(forward);
    find_uses(module, function);
}

bool Plan::contains(LoopId loop, BlockId block) const {
    for (LoopId it = loop_of(block); it.valid(); it = loops_[it.index()].parent) {
        if (it == loop) return true;
    }
    return false;
}

// Each block goes to the list of its innermost loop; a loop stands in its parent's list at its header.
void Plan::find_order(const std::vector<BlockId>& forward) {
    struct Listed {
        BlockId block;
        LoopId loop;
    };
    std::vector<std::vector<Listed>> members(loops_.size() + 1);
    const auto list_of = [&](LoopId loop) -> std::vector<Listed>& {
        return members[loop.valid() ? loop.index() : loops_.size()];
    };
    for (const BlockId block : forward) {
        const LoopId headed = headed_by_[block.index()];
        if (headed.valid()) list_of(loops_[headed.index()].parent).push_back({{}, headed});
        list_of(loop_of_[block.index()]).push_back({block, {}});
    }
    struct Frame {
        LoopId loop;
        std::size_t next = 0;
    };
    std::vector<Frame> path = {{}};
    while (!path.empty()) {
        Frame& frame = path.back();
        const std::vector<Listed>& list = list_of(frame.loop);
        if (frame.next == list.size()) {
            if (frame.loop.valid()) {
                Loop& done = loops_[frame.loop.index()];
                done.count = static_cast<std::uint32_t>(order_.size()) - done.first;
            }
            path.pop_back();
            continue;
        }
        const Listed entry = list[frame.next++];
        if (entry.loop.valid()) {
            loops_[entry.loop.index()].first = static_cast<std::uint32_t>(order_.size());
            path.push_back({entry.loop, 0});
        } else {
            order_.push_back(entry.block);
        }
    }
}

void Plan::find_uses(const Module& module, const Function& function) {
    const auto instructions = module.instructions_of(function);
    std::vector<std::uint8_t> uses(instructions.size());
    const auto blocks = module.blocks_of(function);
    for (std::uint32_t block = 0; block < blocks.size(); ++block) {
        const program::Block& it = blocks[block];
        for (std::uint32_t at = 0; at < it.instruction_count; ++at) {
            const Instruction& instruction = instructions[it.first_instruction + at];
            block_of_[it.first_instruction + at] = BlockId{block};
            const auto operands = module.operands_of(instruction);
            for (std::uint32_t operand = 0; operand < operands.size(); ++operand) {
                if (!operands[operand].valid()) continue;
                const bool is_callee = instruction.opcode == Opcode::call && operand == 0;
                std::uint8_t& count = uses[operands[operand].index()];
                count = static_cast<std::uint8_t>(is_callee && count == 0 ? 1 : 2);
            }
        }
    }
    for (std::size_t at = 0; at < instructions.size(); ++at) {
        only_called_[at] = uses[at] == 1 && instructions[at].opcode == Opcode::get_attribute;
    }
}

}  // namespace doppelint::analysis
