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

}  // namespace

Plan::Plan(const Module& module, const Function& function)
    : loop_of_(function.block_count),
      headed_by_(function.block_count),
      block_of_(function.instruction_count),
      only_called_(function.instruction_count) {
    find_loops(module, function, program::Flow(module, function));
    find_uses(module, function);
}

bool Plan::contains(LoopId loop, BlockId block) const {
    for (LoopId it = loop_of(block); it.valid(); it = loops_[it.index()].parent) {
        if (it == loop) return true;
    }
    return false;
}

// Inner loops are found first; a block that already belongs to one is passed over to that loop's header.
void Plan::find_loops(const Module& module, const Function& function, const program::Flow& flow) {
    const std::vector<BlockId> forward = reverse_postorder(flow);
    std::vector<std::uint32_t> place(function.block_count, 0xFFFFFFFFU);
    for (std::uint32_t at = 0; at < forward.size(); ++at) place[forward[at].index()] = at;
    const auto blocks = module.blocks_of(function);

    // Where each loop's chain of parents ends, shortened as it is followed.
    std::vector<LoopId> outer;
    const auto outermost = [&](BlockId block) {
        LoopId loop = loop_of_[block.index()];
        if (!loop.valid()) return loop;
        while (outer[loop.index()] != loop) {
            outer[loop.index()] = outer[outer[loop.index()].index()];
            loop = outer[loop.index()];
        }
        return loop;
    };
    for (std::size_t at = forward.size(); at-- > 0;) {
        const BlockId header = forward[at];
        if (!blocks[header.index()].loop_header) continue;
        const LoopId id{static_cast<std::uint32_t>(loops_.size())};
        std::vector<BlockId> pending;
        const auto add = [&](BlockId block) {
            if (place[block.index()] == 0xFFFFFFFFU || block == header) return;
            const LoopId inner = outermost(block);
            if (inner == id) return;
            if (inner.valid()) {
                loops_[inner.index()].parent = id;
                outer[inner.index()] = id;
                pending.push_back(loops_[inner.index()].header);
            } else {
                loop_of_[block.index()] = id;
                pending.push_back(block);
            }
        };
        bool has_back_edge = false;
        loops_.push_back({header, {}, 0, 0, 0});
        outer.push_back(id);
        for (const BlockId before : module.predecessors_of(blocks[header.index()])) {
            if (place[before.index()] == 0xFFFFFFFFU || place[before.index()] < at) continue;
            has_back_edge = true;
            add(before);
        }
        if (!has_back_edge) {
            loops_.pop_back();
            outer.pop_back();
            continue;
        }
        loop_of_[header.index()] = id;
        headed_by_[header.index()] = id;
        while (!pending.empty()) {
            const BlockId block = pending.back();
            pending.pop_back();
            for (const BlockId before : module.predecessors_of(blocks[block.index()])) add(before);
        }
    }
    for (std::size_t at = loops_.size(); at-- > 0;) {
        Loop& it = loops_[at];
        it.depth = it.parent.valid() ? loops_[it.parent.index()].depth + 1 : 0;
    }
    find_order(forward);
}

// Each block goes to the list of its innermost loop; a loop stands in its parent's list at its header.
void Plan::find_order(const std::vector<BlockId>& forward) {
    struct Entry {
        BlockId block;
        LoopId loop;
    };
    std::vector<std::vector<Entry>> members(loops_.size() + 1);
    const auto list_of = [&](LoopId loop) -> std::vector<Entry>& {
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
        const std::vector<Entry>& list = list_of(frame.loop);
        if (frame.next == list.size()) {
            if (frame.loop.valid()) {
                Loop& done = loops_[frame.loop.index()];
                done.count = static_cast<std::uint32_t>(order_.size()) - done.first;
            }
            path.pop_back();
            continue;
        }
        const Entry entry = list[frame.next++];
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
