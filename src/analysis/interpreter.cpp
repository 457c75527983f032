#include "analysis/interpreter.h"

#include <algorithm>

#include "analysis/parts.h"

namespace doppelint::analysis {

using program::Outcome;

namespace {

constexpr std::uint64_t kNever = ~std::uint64_t{0};

}  // namespace

Interpreter::Interpreter(const Context& context, program::FunctionId function, Arena& arena, Entry entry)
    : parts_(std::make_unique<Parts>(context, function, arena, std::move(entry))),
      activation_(parts_->activation),
      heap_(activation_.heap),
      plan_(activation_.plan),
      blocks_(activation_.blocks.size()),
      work_limit_(static_cast<std::uint64_t>(context.limits.work_per_instruction) *
                  (activation_.instructions.size() + 1)),
      stable_since_(plan_.loops().size(), kNever) {}

Interpreter::~Interpreter() = default;

const Facts& Interpreter::facts() const {
    return parts_->ledger.facts();
}

std::pair<std::uint32_t, std::uint32_t> Interpreter::lazy(ObjectId object) const {
    return parts_->terms.lazy_numbers(heap_.objects()[object].detail);
}

std::vector<Interpreter::Exit> Interpreter::exits() {
    std::vector<Exit> result;
    for (const BlockId block : plan_.order()) {
        const BlockState& known = blocks_[block.index()];
        const Instruction& last = activation_.instructions[activation_.range_of(block).second - 1];
        if (last.opcode != Opcode::return_value || !known.exit.reachable) continue;
        const ValueId operand = activation_.operand_id(last, 0);
        result.push_back({operand.valid() ? value_at(block, operand) : Value{}, known.exit});
    }
    return result;
}

Assumptions Interpreter::all_assumptions() const {
    Assumptions result;
    for (const BlockState& it : blocks_) {
        result |= it.entry.assumptions | it.exit.assumptions | it.raised.assumptions;
    }
    return result;
}

bool Interpreter::yields_within(ValueId iterator) const {
    for (std::uint32_t index = 0; index < activation_.instructions.size(); ++index) {
        const Opcode opcode = activation_.instructions[index].opcode;
        if (opcode != Opcode::yield_value && opcode != Opcode::yield_from) continue;
        for (LoopId loop = plan_.loop_of(plan_.block_of(ValueId{index})); loop.valid();
             loop = plan_.loop(loop).parent) {
            const auto [first, end] = activation_.range_of(plan_.loop(loop).header);
            for (std::uint32_t at = first; at < end; ++at) {
                const Instruction& it = activation_.instructions[at];
                const bool walks = it.opcode == Opcode::next_item &&
                                   activation_.origin_of(activation_.operand_id(it, 0)) == iterator;
                if (walks) return true;
            }
        }
    }
    return false;
}

bool Interpreter::gives_varying() const {
    return parts_->varying.is_given();
}

Value Interpreter::global_in(State& state, NameId name) {
    return parts_->names.load_global(state, name);
}

void Interpreter::run() {
    activation_.gave_up = std::ranges::any_of(
        plan_.loops(), [&](const Loop& it) { return it.depth >= heap_.limits().loop_depth; });
    if (activation_.gave_up) return;
    const std::vector<BlockId>& order = plan_.order();
    for (std::uint32_t first = 0; first < order.size();) {
        const LoopId loop = plan_.headed_by(order[first]);
        if (loop.valid()) {
            stabilize(loop);
        } else {
            blocks_[order[first].index()].entry = entry_of(order[first]);
        }
        const std::uint32_t count = loop.valid() ? plan_.loop(loop).count : 1;
        record(std::span(order).subspan(first, count));
        first += count;
    }
    if (!activation_.gave_up) end_turns();
}

// What lives on when a turn of a loop is over.
void Interpreter::end_turns() {
    if (!parts_->closures.any()) return;
    for (std::uint32_t index = 0; index < plan_.loops().size(); ++index) {
        const BlockId header = plan_.loop(LoopId{index}).header;
        for (const BlockId from : activation_.module.predecessors_of(program_block(header))) {
            if (plan_.contains(LoopId{index}, from) && leads_to(from, header))
                parts_->closures.end_turn(edge_state(from, header), LoopId{index}, from);
        }
    }
}

// What leads to these blocks is stable.
void Interpreter::record(std::span<const BlockId> blocks) {
    activation_.recording = true;
    for (const BlockId block : blocks) {
        if (blocks_[block.index()].entry.reachable) run_block(block);
    }
    activation_.recording = false;
}

// Loops nest no deeper than Limits::loop_depth.
// NOLINTBEGIN(misc-no-recursion)

// Blocks of Plan::order() from `first` up to `end`; a loop among them is run until it is stable.
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
    State entry = heap_.join(header.entry, entry_of(loop.header), activation_.epoch_of(loop.header));
    if (stable_since == activation_.register_changes && heap_.within(entry, header.entry)) return;
    for (std::uint32_t visit = 0; entry.reachable; ++visit) {
        const std::uint64_t before = activation_.register_changes;
        header.entry = entry;
        run_block(loop.header);
        run_range(loop.first + 1, loop.first + loop.count);
        activation_.gave_up |= visit >= heap_.limits().loop_visits;
        if (activation_.gave_up) return;
        State again = heap_.join(entry, entry_of(loop.header), activation_.epoch_of(loop.header));
        if (visit + 1 >= heap_.limits().widen_after) widen(again, entry);
        if (heap_.within(again, entry) && activation_.register_changes == before) break;
        entry = again;
    }
    stable_since = activation_.register_changes;
}

// NOLINTEND(misc-no-recursion)

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

void Interpreter::begin(BlockId id) {
    activation_.current = id;
    parts_->items.forget_written();
}

void Interpreter::run_block(BlockId id) {
    BlockState& block = blocks_[id.index()];
    const bool has_handler = program_block(id).handler.valid();
    begin(id);
    block.exit = {};
    block.raised = {};
    block.taken = 0;
    State state = block.entry;
    const auto [first, end] = activation_.range_of(id);
    work_ += end - first + 1;
    if (work_ > work_limit_) {
        activation_.gave_up = true;
        return;
    }
    auto seen = state.contents;
    bool raised_before = false;
    for (std::uint32_t index = first; index < end && state.reachable; ++index) {
        const bool raises = has_handler && program::may_raise(activation_.instructions[index].opcode) &&
                            !(faulty(Fault::handler_sees_entry_only) && raised_before);
        if (raises && (!raised_before || !seen.same_as(state.contents))) {
            block.raised = heap_.join(block.raised, state, activation_.epoch_of(id));
            seen = state.contents;
            raised_before = true;
        }
        block.taken = step(state, ValueId{index});
        if (raises &&
            (!seen.same_as(state.contents) || !state.assumptions.within(block.raised.assumptions))) {
            State after = state;
            after.reachable = true;
            block.raised = heap_.join(block.raised, after, activation_.epoch_of(id));
            seen = state.contents;
        }
    }
    block.exit = state;
}

std::uint8_t Interpreter::step(State& state, ValueId id) {
    const Instruction& it = activation_.at(id);
    if (it.opcode != Opcode::phi) return parts_->step.run(state, id);
    activation_.set_value(id, phi(activation_.current, it, id));
    return 0;
}

bool Interpreter::handles(BlockId handler, BlockId block) const {
    return program_block(block).handler == handler;
}

bool Interpreter::leads_to(BlockId from, BlockId to) const {
    const BlockState& block = blocks_[from.index()];
    if (handles(to, from)) return block.raised.reachable;
    if (!block.exit.reachable) return false;
    const auto successors = activation_.module.successors_of(program_block(from));
    for (std::uint32_t at = 0; at < successors.size(); ++at) {
        if (successors[at] == to && (block.taken & (1U << std::min(at, 7U))) != 0) return true;
    }
    return false;
}

std::vector<ObjectId> Interpreter::made_in(std::span<const BlockId> blocks) const {
    std::vector<ObjectId> result;
    for (const BlockId block : blocks) {
        const auto [first, end] = activation_.range_of(block);
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
    return made_in(plan_.blocks_of(id).subspan(1));
}

State Interpreter::edge_state(BlockId from, BlockId to) {
    State state = handles(to, from) ? blocks_[from.index()].raised : blocks_[from.index()].exit;
    if (!state.reachable) return state;
    if (!handles(to, from)) parts_->walks.follow(state, from, to);
    const LoopId loop = plan_.headed_by(from);
    if (loop.valid() && to != from && plan_.contains(loop, to)) {
        heap_.age(state, made_in_body(loop));
    }
    const LoopId headed = plan_.headed_by(to);
    if (headed.valid() && plan_.contains(headed, from)) {
        heap_.age(state, made_in({&to, 1}));
    }
    const Instruction& last = activation_.instructions[activation_.range_of(from).second - 1];
    if (last.opcode == Opcode::branch) {
        const auto successors = activation_.module.successors_of(program_block(from));
        if (successors[0] != successors[1]) {
            parts_->conditions.narrow_slots(state, from,
                                            successors[0] == to ? Outcome::truthy : Outcome::falsy);
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
    const LoopId loop = plan_.headed_by(block);
    State again;
    for (const BlockId from : activation_.module.predecessors_of(program_block(block))) {
        if (!leads_to(from, block)) continue;
        State& into = loop.valid() && plan_.contains(loop, from) ? again : result;
        into = heap_.join(into, edge_state(from, block), activation_.epoch_of(block));
    }
    if (!again.reachable) return result;
    parts_->walks.end_turn(again);
    return heap_.join(result, again, activation_.epoch_of(block));
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
    const auto operands = activation_.module.operands_of(it);
    const auto before = activation_.module.predecessors_of(program_block(block));
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
    if (loop.valid() && !activation_.recording) result = heap_.join(activation_.values[id.index()], result);
    return result;
}

}  // namespace doppelint::analysis
