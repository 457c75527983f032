// The last step of building a function: numbers blocks and values in the order of the text and writes them
// into the module's pools.
#include <algorithm>

#include "lowering/function_builder.h"

namespace doppelint::lowering {

using program::Instruction;

namespace {

constexpr std::uint32_t kNowhere = 0xFFFFFFFFU;

std::uint32_t size_of(const auto& pool) {
    return static_cast<std::uint32_t>(pool.size());
}

}  // namespace

void FunctionBuilder::finish() {
    ssa_.finish();
    settle_reads();
    join_chains();
    program::Function& it = function();
    it.first_instruction = size_of(module_.instructions);
    it.first_block = size_of(module_.blocks);
    it.block_count = size_of(order_);
    number_values();
    for (const BlockId id : order_) write_block(id);
    it.instruction_count = size_of(module_.instructions) - it.first_instruction;
    mark_reachable();
}

// The φs that may stand for "not bound": those that take such a value, directly or from one another.
std::vector<bool> FunctionBuilder::open_phis() {
    std::vector<bool> open(ssa_.phis().size(), false);
    std::vector<std::vector<std::uint32_t>> users(ssa_.phis().size());
    std::vector<std::uint32_t> work;
    for (std::uint32_t at = 0; at < ssa_.phis().size(); ++at) {
        for (const ValueId operand : ssa_.phis()[at].operands) {
            const ValueId value = ssa_.resolve(operand);
            if (Ssa::is_phi(value)) {
                users[Ssa::phi_index(value)].push_back(at);
            } else if (is_unbound(value)) {
                work.push_back(at);
            }
        }
    }
    while (!work.empty()) {
        const std::uint32_t at = work.back();
        work.pop_back();
        if (open[at]) continue;
        open[at] = true;
        work.insert(work.end(), users[at].begin(), users[at].end());
    }
    return open;
}

// While a loop is being built, a read cannot know what comes around it. Now it is known.
void FunctionBuilder::settle_reads() {
    const std::vector<bool> open = open_phis();
    for (const BlockId id : order_) {
        const Block& block = blocks_[id.index()];
        if (block.handler.valid()) continue;  // its edge to the handler stands
        for (std::uint32_t at = block.first; at < block.first + block.count; ++at) {
            Instruction& it = instructions_[at];
            if (it.opcode != Opcode::read_checked) continue;
            const ValueId value = ssa_.resolve(operands_[it.first_operand]);
            const bool is_open = Ssa::is_phi(value) ? open[Ssa::phi_index(value)] : is_unbound(value);
            if (!is_open) it.opcode = Opcode::read;
        }
    }
}

// A block that only one other leads to, by a jump, becomes the rest of that one; unless exceptions in the two
// go to different places, or a handler must tell what happened before it from what happened in it.
void FunctionBuilder::join_chains() {
    next_in_chain_.assign(blocks_.size(), BlockId{});
    head_of_chain_.resize(blocks_.size());
    chain_is_handled_.assign(blocks_.size(), false);
    std::vector<BlockId> heads;
    for (const BlockId id : order_) {
        const Block& block = blocks_[id.index()];
        const std::vector<Ssa::Edge>& edges = ssa_.edges_into(id);
        const bool single = edges.size() == 1 && edges[0].kind == EdgeKind::normal && !block.loop_header &&
                            edges[0].from != id;
        const bool joined = single && joins(edges[0].from, id);
        const BlockId head = joined ? head_of_chain_[edges[0].from.index()] : id;
        if (joined) {
            next_in_chain_[edges[0].from.index()] = id;
        } else {
            heads.push_back(id);
        }
        head_of_chain_[id.index()] = head;
        if (block.may_raise && block.handler.valid()) chain_is_handled_[head.index()] = true;
    }
    order_ = std::move(heads);
}

bool FunctionBuilder::joins(BlockId from, BlockId to) const {
    const Block& first = blocks_[from.index()];
    const Block& second = blocks_[to.index()];
    if (instructions_[first.first + first.count - 1].opcode != Opcode::jump) return false;
    const BlockId head = head_of_chain_[from.index()];
    return !second.may_raise || (!chain_is_handled_[head.index()] && !second.handler.valid());
}

// φs stand first in their block; what nothing bound stands at the start of the entry.
void FunctionBuilder::number_values() {
    final_of_block_.assign(blocks_.size(), kNowhere);
    for (std::uint32_t at = 0; at < order_.size(); ++at) {
        for (BlockId id = order_[at]; id.valid(); id = next_in_chain_[id.index()]) {
            final_of_block_[id.index()] = at;
        }
    }
    phis_of_block_.resize(std::max(phis_of_block_.size(), blocks_.size()));
    for (std::size_t at = 0; at < blocks_.size(); ++at) phis_of_block_[at].clear();
    unbound_.clear();
    const auto note = [this](ValueId operand) {
        const ValueId value = ssa_.resolve(operand);
        if (Ssa::is_unbound(value)) unbound_.push_back(Ssa::unbound_variable(value));
    };
    for (std::uint32_t at = 0; at < ssa_.phis().size(); ++at) {
        const Ssa::Phi& phi = ssa_.phis()[at];
        if (phi.same_as.valid() || final_of_block_[phi.block.index()] == kNowhere) continue;
        phis_of_block_[phi.block.index()].push_back(at);
        for (const ValueId operand : phi.operands) note(operand);
    }
    for (const ValueId operand : operands_) note(operand);
    std::sort(unbound_.begin(), unbound_.end());
    unbound_.erase(std::unique(unbound_.begin(), unbound_.end()), unbound_.end());

    final_of_instruction_.assign(instructions_.size(), kNowhere);
    final_of_phi_.assign(ssa_.phis().size(), kNowhere);
    std::uint32_t next = size_of(unbound_);
    for (const BlockId id : order_) {
        for (const std::uint32_t phi : phis_of_block_[id.index()]) final_of_phi_[phi] = next++;
        for (BlockId part = id; part.valid(); part = next_in_chain_[part.index()]) {
            const Block& block = blocks_[part.index()];
            for (std::uint32_t at = 0; at < kept_instructions(part); ++at) {
                final_of_instruction_[block.first + at] = next++;
            }
        }
    }
}

ValueId FunctionBuilder::final_value(ValueId operand) {
    if (!operand.valid()) return operand;
    const ValueId value = ssa_.resolve(operand);
    if (Ssa::is_phi(value)) return ValueId{final_of_phi_[Ssa::phi_index(value)]};
    if (Ssa::is_unbound(value)) {
        const auto found = std::lower_bound(unbound_.begin(), unbound_.end(), Ssa::unbound_variable(value));
        return ValueId{static_cast<std::uint32_t>(found - unbound_.begin())};
    }
    return ValueId{final_of_instruction_[value.index()]};
}

void FunctionBuilder::write_unbound() {
    for (const VariableId variable : unbound_) {
        Instruction it;
        it.opcode = Opcode::undefined;
        it.first_operand = size_of(module_.operands);
        const bool named =
            variable.index() < variable_names_.size() && variable.index() < module_.symbols.size();
        // The lowering's own variables have no name in the program.
        it.payload = (named ? variable_names_[variable.index()] : module_.names.intern(".temporary")).index();
        module_.instructions.push_back(it);
    }
}

void FunctionBuilder::write_phis(BlockId id) {
    for (const std::uint32_t index : phis_of_block_[id.index()]) {
        const Ssa::Phi& phi = ssa_.phis()[index];
        Instruction it;
        it.opcode = Opcode::phi;
        it.first_operand = size_of(module_.operands);
        it.operand_count = size_of(phi.operands);
        for (const ValueId operand : phi.operands) module_.operands.push_back(final_value(operand));
        module_.instructions.push_back(it);
    }
}

void FunctionBuilder::write_instruction(const Instruction& source) {
    Instruction it = source;
    it.first_operand = size_of(module_.operands);
    for (std::uint32_t at = 0; at < source.operand_count; ++at) {
        module_.operands.push_back(final_value(operands_[source.first_operand + at]));
    }
    if (it.has_labels != 0) {
        module_.labels.resize(it.first_operand);
        const auto first = labels_.begin() + source.first_operand;
        module_.labels.insert(module_.labels.end(), first, first + source.operand_count);
    }
    module_.instructions.push_back(it);
}

// All of a block's, but for the jump to the rest of its chain.
std::uint32_t FunctionBuilder::kept_instructions(BlockId part) const {
    return blocks_[part.index()].count - (next_in_chain_[part.index()].valid() ? 1 : 0);
}

void FunctionBuilder::write_edges(BlockId head, BlockId tail, program::Block& block) {
    block.first_predecessor = size_of(module_.edges);
    for (const Ssa::Edge& edge : ssa_.edges_into(head)) {
        module_.edges.emplace_back(final_of_block_[edge.from.index()]);
    }
    block.predecessor_count = size_of(module_.edges) - block.first_predecessor;
    block.first_successor = size_of(module_.edges);
    const Block& source = blocks_[tail.index()];
    for (std::uint32_t at = 0; at < source.successor_count; ++at) {
        const BlockId target = successors_[source.first_successor + at];
        module_.edges.emplace_back(final_of_block_[target.index()]);
    }
    block.successor_count = source.successor_count;
}

void FunctionBuilder::write_block(BlockId head) {
    const std::uint32_t base = function().first_instruction;
    program::Block block;
    block.first_instruction = size_of(module_.instructions) - base;
    block.loop_header = blocks_[head.index()].loop_header;
    if (head == order_.front()) write_unbound();
    write_phis(head);
    BlockId tail = head;
    for (BlockId part = head; part.valid(); part = next_in_chain_[part.index()]) {
        const Block& source = blocks_[part.index()];
        for (std::uint32_t at = 0; at < kept_instructions(part); ++at) {
            write_instruction(instructions_[source.first + at]);
        }
        if (source.may_raise && source.handler.valid()) {
            block.handler = BlockId{final_of_block_[source.handler.index()]};
        }
        tail = part;
    }
    block.instruction_count = size_of(module_.instructions) - base - block.first_instruction;
    write_edges(head, tail, block);
    module_.blocks.push_back(block);
}

void FunctionBuilder::mark_reachable() {
    const program::Function& it = function();
    const auto blocks = std::span(module_.blocks).subspan(it.first_block, it.block_count);
    for (program::Block& block : blocks) block.reachable = false;
    std::vector<BlockId> work = {BlockId{0}};
    blocks[0].reachable = true;
    const auto reach = [&](BlockId target) {
        if (blocks[target.index()].reachable) return;
        blocks[target.index()].reachable = true;
        work.push_back(target);
    };
    while (!work.empty()) {
        const program::Block& block = blocks[work.back().index()];
        work.pop_back();
        for (const BlockId target : module_.successors_of(block)) reach(target);
        if (block.handler.valid()) reach(block.handler);
    }
}

}  // namespace doppelint::lowering
