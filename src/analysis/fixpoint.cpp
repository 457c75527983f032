#include <algorithm>

#include "analysis/interpreter.h"

namespace doppelint::analysis {

using program::Block;
using program::Outcome;

namespace {

constexpr std::uint32_t kNoClaim = 0xFFFFFFFFU;
constexpr std::uint64_t kNever = ~std::uint64_t{0};

}  // namespace

Interpreter::Interpreter(const Context& context, program::FunctionId function, Arena& arena, Entry entry)
    : context_(context),
      entry_(std::move(entry)),
      module_(context.module),
      function_(context.module.function(function)),
      instructions_(module_.instructions_of(function_)),
      program_blocks_(module_.blocks_of(function_)),
      plan_(module_, function_),
      heap_(arena, context.policy, context.limits),
      values_(instructions_.size()),
      blocks_(program_blocks_.size()),
      work_limit_(static_cast<std::uint64_t>(context.limits.work_per_instruction) *
                  (instructions_.size() + 1)),
      stable_since_(plan_.loops().size(), kNever),
      lazy_items_(1),
      claim_at_(instructions_.size(), kNoClaim) {}

void Interpreter::run() {
    gave_up_ = std::ranges::any_of(plan_.loops(),
                                   [&](const Loop& it) { return it.depth >= heap_.limits().loop_depth; });
    if (gave_up_) return;
    run_range(0, static_cast<std::uint32_t>(plan_.order().size()));
    recording_ = true;
    for (const BlockId block : plan_.order()) {
        if (blocks_[block.index()].entry.reachable) run_block(block);
    }
    recording_ = false;
}

// Blocks of Plan::order() from `first` up to `end`; a loop among them is run until it is stable. Loops nest
// no deeper than the limit on Python's own nesting of blocks, so this recursion is bounded.
void Interpreter::run_range(std::uint32_t first, std::uint32_t end) {
    while (first < end) {
        const BlockId block = plan_.order()[first];
        const LoopId loop = plan_.headed_by(block);
        if (loop.valid() && plan_.loop(loop).first == first) {
            stabilize(loop);
            first += plan_.loop(loop).count;
            continue;
        }
        blocks_[block.index()].entry = entry_of(block);
        run_block(block);
        ++first;
    }
}

// A loop that was stable before goes on from there: what held then still describes earlier turns of the loops
// around it. If neither its entry nor a register changed since, nothing in it can.
void Interpreter::stabilize(LoopId id) {
    const Loop& loop = plan_.loop(id);
    BlockState& header = blocks_[loop.header.index()];
    std::uint64_t& stable_since = stable_since_[id.index()];
    State entry = heap_.join(header.entry, entry_of(loop.header), epoch_of(loop.header));
    if (stable_since == register_changes_ && heap_.within(entry, header.entry)) return;
    for (std::uint32_t visit = 0; entry.reachable; ++visit) {
        const std::uint64_t before = register_changes_;
        header.entry = entry;
        run_block(loop.header);
        run_range(loop.first + 1, loop.first + loop.count);
        gave_up_ |= visit >= heap_.limits().loop_visits;
        if (gave_up_) return;
        State again = heap_.join(entry, entry_of(loop.header), epoch_of(loop.header));
        if (visit + 1 >= heap_.limits().widen_after) widen(again, entry);
        if (heap_.within(again, entry) && register_changes_ == before) break;
        entry = again;
    }
    stable_since = register_changes_;
}

// Places and keys that still come and go are folded into the rest.
void Interpreter::widen(State& state, const State& before) {
    std::vector<ObjectId> unstable;
    const auto note = [&](std::uint32_t key, const heap::Content* const* now,
                          const heap::Content* const* old) {
        if (now != nullptr && old != nullptr && !heap::equal(**old, **now)) unstable.emplace_back(key);
        return true;
    };
    static_cast<void>(PersistentMap<const heap::Content*>::all(state.contents, before.contents, note));
    for (const ObjectId it : unstable) {
        if (heap_.objects()[it].kind != Kind::cell) heap_.forget_places(state, it);
    }
}

std::pair<std::uint32_t, std::uint32_t> Interpreter::range_of(BlockId block) const {
    const Block& it = program_blocks_[block.index()];
    return {it.first_instruction, it.first_instruction + it.instruction_count};
}

void Interpreter::run_block(BlockId id) {
    BlockState& block = blocks_[id.index()];
    const bool has_handler = program_blocks_[id.index()].handler.valid();
    current_ = id;
    block.exit = {};
    block.raised = {};
    block.taken = 0;
    State state = block.entry;
    const auto [first, end] = range_of(id);
    work_ += end - first + 1;
    if (work_ > work_limit_) {
        gave_up_ = true;
        return;
    }
    auto seen = state.contents;
    bool raised_before = false;
    for (std::uint32_t index = first; index < end && state.reachable; ++index) {
        const bool raises = has_handler && program::may_raise(instructions_[index].opcode) &&
                            !(faulty(Fault::handler_sees_entry_only) && raised_before);
        if (raises && (!raised_before || !seen.same_as(state.contents))) {
            block.raised = heap_.join(block.raised, state, epoch_of(id));
            seen = state.contents;
            raised_before = true;
        }
        step(state, ValueId{index});
        if (raises && !seen.same_as(state.contents)) {
            State after = state;
            after.reachable = true;
            block.raised = heap_.join(block.raised, after, epoch_of(id));
            seen = state.contents;
        }
    }
    block.exit = state;
}

bool Interpreter::handles(BlockId handler, BlockId block) const {
    return program_blocks_[block.index()].handler == handler;
}

bool Interpreter::leads_to(BlockId from, BlockId to) const {
    const BlockState& block = blocks_[from.index()];
    if (handles(to, from)) return block.raised.reachable;
    if (!block.exit.reachable) return false;
    const auto successors = module_.successors_of(program_blocks_[from.index()]);
    for (std::uint32_t at = 0; at < successors.size(); ++at) {
        if (successors[at] == to && (block.taken & (1U << std::min(at, 7U))) != 0) return true;
    }
    return false;
}

std::vector<ObjectId> Interpreter::made_in(std::span<const BlockId> blocks) const {
    std::vector<ObjectId> result;
    for (const BlockId block : blocks) {
        const auto [first, end] = range_of(block);
        for (std::uint32_t site = first; site < end; ++site) {
            for (ObjectId it = heap_.objects().made_by(ValueId{site}); it.valid();
                 it = heap_.objects()[it].same_site) {
                result.push_back(it);
            }
        }
    }
    return result;
}

// But for its header.
std::vector<ObjectId> Interpreter::made_in_body(LoopId id) const {
    const Loop& loop = plan_.loop(id);
    return made_in(std::span(plan_.order()).subspan(loop.first + 1, loop.count - 1));
}

State Interpreter::edge_state(BlockId from, BlockId to) {
    State state = handles(to, from) ? blocks_[from.index()].raised : blocks_[from.index()].exit;
    if (!state.reachable) return state;
    const LoopId loop = plan_.headed_by(from);
    if (loop.valid() && to != from && plan_.contains(loop, to)) {
        heap_.age(state, made_in_body(loop));
    }
    const LoopId headed = plan_.headed_by(to);
    if (headed.valid() && plan_.contains(headed, from)) {
        heap_.age(state, made_in({&to, 1}));
    }
    const Instruction& last = instructions_[range_of(from).second - 1];
    if (last.opcode == Opcode::branch) {
        const auto successors = module_.successors_of(program_blocks_[from.index()]);
        if (successors[0] != successors[1]) {
            narrow_slots(state, from, successors[0] == to ? Outcome::truthy : Outcome::falsy);
        }
    }
    return state;
}

State Interpreter::entry_of(BlockId block) {
    State result;
    if (block.index() == 0) {
        result.reachable = true;
        return result;
    }
    for (const BlockId from : module_.predecessors_of(program_blocks_[block.index()])) {
        if (leads_to(from, block)) result = heap_.join(result, edge_state(from, block), epoch_of(block));
    }
    return result;
}

// What the header of a loop made is of the turn before, once control is in the loop's body.
Value Interpreter::value_at(BlockId reader, ValueId value) {
    const Value& known = values_[value.index()];
    if (known.objects == heap::ObjectSets::empty()) return known;
    const BlockId home = plan_.block_of(value);
    const LoopId loop = plan_.headed_by(home);
    if (!loop.valid() || reader == home || !plan_.contains(loop, reader)) return known;
    return heap_.aged(known, [&](std::uint32_t site) {
        const BlockId at = plan_.block_of(ValueId{site});
        return at != home && plan_.contains(loop, at);
    });
}

// As `edge_state` does with the heap.
Value Interpreter::aged_along(const Value& value, BlockId from, BlockId to) {
    Value result = value;
    const LoopId loop = plan_.headed_by(from);
    if (loop.valid() && to != from && plan_.contains(loop, to)) {
        result = heap_.aged(result, [&](std::uint32_t site) {
            const BlockId at = plan_.block_of(ValueId{site});
            return at != from && plan_.contains(loop, at);
        });
    }
    const LoopId headed = plan_.headed_by(to);
    if (headed.valid() && plan_.contains(headed, from)) {
        result = heap_.aged(result, [&](std::uint32_t site) { return plan_.block_of(ValueId{site}) == to; });
    }
    return result;
}

Value Interpreter::phi(BlockId block, const Instruction& it, ValueId id) {
    const auto operands = module_.operands_of(it);
    const auto before = module_.predecessors_of(program_blocks_[block.index()]);
    const LoopId loop = plan_.headed_by(block);
    Value result;
    for (std::size_t at = 0; at < operands.size(); ++at) {
        if (!leads_to(before[at], block)) continue;
        Value one = value_at(before[at], operands[at]);
        if (loop.valid() && plan_.contains(loop, before[at])) {
            one = heap_.aged(one, [&](std::uint32_t site) { return plan_.block_of(ValueId{site}) == block; });
        }
        result = heap_.join(result, one);
        if (faulty(Fault::phi_takes_first)) break;
    }
    // A loop's values only grow from visit to visit, so that it comes to an end.
    if (loop.valid() && !recording_) result = heap_.join(values_[id.index()], result);
    return result;
}

void Interpreter::set_value(ValueId id, const Value& value) {
    Value& old = values_[id.index()];
    if (old == value) return;
    old = value;
    ++register_changes_;
}

Value Interpreter::operand(const Instruction& it, std::uint32_t index) {
    const auto operands = module_.operands_of(it);
    if (index >= operands.size() || !operands[index].valid()) return {};
    return value_at(current_, operands[index]);
}

ValueId Interpreter::operand_id(const Instruction& it, std::uint32_t index) const {
    const auto operands = module_.operands_of(it);
    return index < operands.size() ? operands[index] : ValueId{};
}

// The instruction that made the value which `value` passes on.
ValueId Interpreter::origin_of(ValueId value) const {
    while (value.valid()) {
        switch (at(value).opcode) {
            case Opcode::read:
            case Opcode::read_checked:
            case Opcode::bind:
            case Opcode::assume: value = operand_id(at(value), 0); break;
            default: return value;
        }
    }
    return value;
}

// Epochs of blocks lie behind those of instructions.
heap::Epoch Interpreter::epoch_of(ValueId id) const {
    return (id.index() + 1) | (plan_.loop_of(plan_.block_of(id)).valid() ? heap::kRepeats : 0U);
}

heap::Epoch Interpreter::epoch_of(BlockId block) const {
    const auto place = static_cast<std::uint32_t>(instructions_.size()) + block.index() + 1;
    return place | (plan_.loop_of(block).valid() ? heap::kRepeats : 0U);
}

Value Interpreter::made(State& state, ValueId id, std::uint32_t part, Kind kind,
                        const heap::ContentBuilder& content, std::uint32_t class_index,
                        std::uint32_t detail) {
    const ObjectId object = heap_.objects().made(id, part, kind, class_index, false, detail);
    put(state, id, object, content);
    return heap_.value_of(object);
}

// Content for an object that an instruction makes. Made a second time by the same run of the instruction (for
// another of the objects that its operand may be), it is either.
void Interpreter::put(State& state, ValueId id, ObjectId object, const heap::ContentBuilder& content) {
    if (is_made_again(object)) return heap_.add_content(state, object, content, epoch_of(id));
    heap_.set_content(state, object, content);
}

bool Interpreter::is_made_again(ObjectId object) {
    if (std::ranges::find(made_by_step_, object) != made_by_step_.end()) return true;
    made_by_step_.push_back(object);
    return false;
}

}  // namespace doppelint::analysis
