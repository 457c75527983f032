#include "analysis/closures.h"

#include <algorithm>

#include "analysis/parts.h"

namespace doppelint::analysis {

using heap::Origin;

namespace {

// `def visit(node): … visit(child) …`, and that is meant.
bool reads_itself(Opcode stored) {
    return stored == Opcode::make_function || stored == Opcode::in_place;
}

// The one module, or what is in it.
bool gives_one_object(Opcode stored) {
    return stored == Opcode::import_module || stored == Opcode::import_member;
}

}  // namespace

void Closures::keep(State& state, ValueId call, std::span<const Value> roots, bool by_model) {
    if (!activation_.recording || !plan_.loop_of(plan_.block_of(call)).valid() || !any()) return;
    for (const ObjectId it : heap_.reachable(state, roots)) {
        const heap::Object& object = heap_.objects()[it];
        if (object.origin != Origin::site || object.kind != Kind::function || object.older) continue;
        const ValueId made{object.site};
        if (at(made).opcode == Opcode::make_function) kept_.push_back({made, call, by_model});
    }
}

void Closures::find_candidates() {
    candidates_.emplace();
    for (std::uint32_t index = 0; index < activation_.instructions.size(); ++index) {
        const bool is_made = activation_.instructions[index].opcode == Opcode::make_function;
        if (is_made && plan_.loop_of(plan_.block_of(ValueId{index})).valid()) add_candidates(ValueId{index});
    }
}

void Closures::add_candidates(ValueId made) {
    const Instruction& it = at(made);
    const program::FunctionId function{it.payload};
    const auto captures = module_.captures_of(module_.function(function));
    const auto first = it.operand_count - static_cast<std::uint32_t>(captures.size());
    const std::vector<NameId> globals = globals_read(function);
    for (LoopId loop = plan_.loop_of(plan_.block_of(made)); loop.valid(); loop = plan_.loop(loop).parent) {
        for (std::uint32_t index = 0; index < captures.size(); ++index) {
            if (captures[index].by_value) continue;
            const ValueId bound = bound_in(loop, it, first + index);
            if (bound.valid())
                candidates_->push_back({made, loop, function, NameId{at(bound).payload}, bound});
        }
        for (const NameId name : globals) {
            const ValueId bound = global_bound_in(loop, name);
            if (bound.valid()) candidates_->push_back({made, loop, function, name, bound});
        }
    }
}

// Names of the module that a function of its own loop reads.
std::vector<NameId> Closures::globals_read(program::FunctionId function) const {
    std::vector<NameId> result;
    if (!is_module_body()) return result;
    for (const Instruction& it : module_.instructions_of(module_.function(function))) {
        if (it.opcode == Opcode::load_global) result.emplace_back(it.payload);
    }
    std::ranges::sort(result);
    const auto repeated = std::ranges::unique(result);
    result.erase(repeated.begin(), repeated.end());
    return result;
}

// Where the loop binds the captured variable, or none.
ValueId Closures::bound_in(LoopId loop, const Instruction& closure, std::uint32_t capture) const {
    const ValueId cell = operand_id(closure, capture);
    return stored_in(loop, 1, [&](const Instruction& it) {
        return it.opcode == Opcode::store_cell && operand_id(it, 0) == cell;
    });
}

ValueId Closures::global_bound_in(LoopId loop, NameId name) const {
    return stored_in(loop, 0, [&](const Instruction& it) {
        return it.opcode == Opcode::store_global && NameId{it.payload} == name;
    });
}

// The first such store of the loop. `def visit(node): … visit(child) …` reads itself, and that is meant.
template <class IsStore>
ValueId Closures::stored_in(LoopId loop, std::uint32_t value, const IsStore& is_store) const {
    for (const BlockId block : plan_.blocks_of(loop)) {
        const auto [first, end] = activation_.range_of(block);
        for (std::uint32_t index = first; index < end; ++index) {
            const Instruction& it = activation_.instructions[index];
            if (!is_store(it)) continue;
            const Opcode stored = at(origin_of(operand_id(it, value))).opcode;
            if (!reads_itself(stored) && !gives_one_object(stored)) return ValueId{index};
        }
    }
    return {};
}

bool Closures::any() {
    if (sound()) return false;
    if (!candidates_) find_candidates();
    return !candidates_->empty();
}

void Closures::end_turn(const State& state, LoopId loop, BlockId from) {
    std::optional<std::vector<ObjectId>> reached;
    for (Candidate& it : *candidates_) {
        if (it.loop != loop || it.found) continue;
        LateBinding fact{it.made, it.function, it.name, it.bound, {}};
        if (!reached) reached = heap_.reachable(state, survivors(state, loop, from));
        const ObjectId newest = heap_.objects().made_by(it.made);
        const bool lives =
            newest.valid() && std::ranges::find(*reached, heap_.objects().older(newest)) != reached->end();
        const auto kept = std::ranges::find_if(kept_, [&](const Kept& one) {
            return one.made == it.made && plan_.contains(loop, plan_.block_of(one.call));
        });
        if (!lives && kept == kept_.end()) continue;
        it.found = true;
        if (!lives) {
            fact.kept = kept->call;
            fact.by_model = kept->by_model;
        }
        parts_.ledger.note_late_binding(fact);
    }
}

// What is there before and after the turn: what was made outside of the loop, and what the names hold.
// A function that a name holds is the last one: it reads what was bound last. An iterator that has come to
// its end runs nothing any more.
std::vector<Value> Closures::survivors(const State& state, LoopId loop, BlockId from) {
    std::vector<Value> result;
    state.contents.for_each([&](std::uint32_t key, const heap::Content* content) {
        const heap::Object& object = heap_.objects()[ObjectId{key}];
        // A part of what the turn makes goes with it.
        const heap::Object& made = heap_.objects()[heap_.objects().root(ObjectId{key})];
        const bool is_of_loop =
            made.origin == Origin::site && plan_.contains(loop, plan_.block_of(ValueId{made.site}));
        if (is_of_loop) return;
        for (const heap::SlotValue& it : content->slots()) {
            result.push_back(object.kind == Kind::cell ? but_done(state, it.value) : it.value);
        }
    });
    if (!read_) find_read();
    const BlockId header = plan_.loop(loop).header;
    const auto before = module_.predecessors_of(activation_.blocks[header.index()]);
    const auto place = static_cast<std::uint32_t>(std::ranges::find(before, from) - before.begin());
    const auto [first, end] = activation_.range_of(header);
    for (std::uint32_t index = first; index < end; ++index) {
        const Instruction& it = activation_.instructions[index];
        if (it.opcode != Opcode::phi || !(*read_)[index]) continue;
        result.push_back(but_done(state, activation_.value_at(from, operand_id(it, place))));
    }
    return result;
}

Value Closures::but_done(const State& state, const Value& value) {
    constexpr Kinds kWalkers = Kinds(Kind::iterator) | Kind::generator;
    Value result = value;
    result.objects = heap_.sets().filtered(value.objects, [&](ObjectId it) {
        const Kind kind = heap_.objects()[it].kind;
        return kind != Kind::function && !(kWalkers.has(kind) && heap_.content_of(state, it).consumed);
    });
    return result;
}

// Values that anything but another phi uses.
void Closures::find_read() {
    read_.emplace(activation_.instructions.size());
    std::vector<ValueId> pending;
    const auto add_operands = [&](const Instruction& it) {
        for (const ValueId used : module_.operands_of(it)) {
            if (!used.valid() || (*read_)[used.index()]) continue;
            (*read_)[used.index()] = true;
            pending.push_back(used);
        }
    };
    for (const Instruction& it : activation_.instructions) {
        if (it.opcode != Opcode::phi) add_operands(it);
    }
    while (!pending.empty()) {
        const Instruction& it = at(pending.back());
        pending.pop_back();
        if (it.opcode == Opcode::phi) add_operands(it);
    }
}

}  // namespace doppelint::analysis
