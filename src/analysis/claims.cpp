#include <algorithm>

#include "analysis/interpreter.h"

namespace doppelint::analysis {

using heap::Assumption;
using heap::Debt;
using heap::Slot;

namespace {

constexpr std::uint32_t kNoClaim = 0xFFFFFFFFU;
constexpr Kinds kWithoutPlaces = Kinds(Kind::dict) | Kind::set;

}  // namespace

ClaimId Interpreter::claim(const Claim& claim) {
    std::uint32_t& index = claim_at_[claim.where.index()];
    if (index == kNoClaim) {
        index = static_cast<std::uint32_t>(facts_.claims.size());
        facts_.claims.push_back(claim);
    } else {
        facts_.claims[index] = claim;
    }
    return ClaimId{index};
}

// A copy is independent of what it was made from.
void Interpreter::note_copy(State& state, ValueId id, const Value& from, const Value& copy) {
    drop_debts(state, id);
    if (heap_.objects_of(from).empty()) return;
    static_cast<void>(claim({Claim::Shape::pair, id, {}, from, copy}));
}

// What is walked does not change while it is walked.
void Interpreter::begin_region(State& state, ValueId id) {
    drop_debts(state, id);
    const ObjectId iterator = heap_.objects().made(id, 0, Kind::iterator);
    const Value source = heap_.read(state, iterator, Slot::source());
    if (!heap_.objects_of(source).empty())
        static_cast<void>(claim({Claim::Shape::region, id, {}, source, {}}));
}

// A snapshot holds what was.
void Interpreter::note_binding(State& state, ValueId id, NameId name, const Value& value) {
    drop_debts(state, id);
    if (heap_.objects_of(value).empty() || !is_snapshot_name(module_.text(name))) return;
    const ValueId origin = origin_of(operand_id(at(id), 0));
    const Opcode made_by = at(origin).opcode;
    const bool has_other_holder =
        made_by == Opcode::parameter || made_by == Opcode::capture || made_by == Opcode::phi ||
        made_by == Opcode::load_cell || made_by == Opcode::load_global || made_by == Opcode::get_attribute ||
        made_by == Opcode::get_item || at(operand_id(at(id), 0)).opcode == Opcode::read;
    if (has_other_holder) static_cast<void>(claim({Claim::Shape::binding, id, name, value, {}}));
}

void Interpreter::drop_debts(State& state, ValueId where) {
    const std::uint32_t index = claim_at_[where.index()];
    if (index == kNoClaim || state.debts.empty()) return;
    std::vector<std::uint32_t> dropped;
    state.debts.for_each([&](std::uint32_t debt, const Debt&) {
        if (obligations_[debt].obligation.claim.index() == index) dropped.push_back(debt);
    });
    for (const std::uint32_t debt : dropped) state.debts = state.debts.without(debt, heap_.arena());
}

// Every change goes through here: it is written down, and put as an obligation on the claims it touches.
void Interpreter::changed(State& state, ValueId id, ObjectId object, const Value& through, ValueId register_,
                          ChangeKind kind, bool certain) {
    if (faulty(Fault::change_not_noted) && at(id).opcode == Opcode::call) return;
    Assumptions assumptions = heap_.content_of(state, object).touched;
    if (heap_.objects()[object].kind == Kind::opaque && at(id).opcode == Opcode::call) {
        assumptions |= Assumption::builtin_method;
    }
    const bool must = certain && heap_.only_object(through).valid();
    if (recording_) facts_.changes.push_back({id, object, through, register_, kind, must, assumptions});
    for (std::uint32_t index = 0; index < facts_.claims.size(); ++index) {
        const Claim& it = facts_.claims[index];
        const ClaimId claim{index};
        switch (it.shape) {
            case Claim::Shape::region:
                change_in_region(state, id, object, through, register_, kind, must, assumptions, claim);
                break;
            case Claim::Shape::binding:
                change_of_snapshot(state, id, object, register_, kind, must, assumptions, claim);
                break;
            case Claim::Shape::pair:
                change_of_pair(state, id, object, register_, kind, assumptions, claim);
                break;
        }
    }
}

void Interpreter::change_in_region(State& state, ValueId id, ObjectId object, const Value& through,
                                   ValueId register_, ChangeKind kind, bool must, Assumptions assumptions,
                                   ClaimId claim) {
    const Claim& region = facts_.claims[claim.index()];
    const ObjectId iterator = heap_.objects().made(region.where, 0, Kind::iterator);
    const heap::Content* const* const content = state.contents.find(iterator.index());
    if (content == nullptr) return;
    const Value* const source = (*content)->find(Slot::source());
    if (source == nullptr) return;
    // Views and iterators that walk the object are walks over it.
    bool walked = heap_.sets().has(source->objects, object);
    bool only = heap_.only_object(*source) == object;
    for (const ObjectId between : copy_of_objects(*source)) {
        const Kind between_kind = heap_.objects()[between].kind;
        if (between_kind != Kind::view && between_kind != Kind::iterator) continue;
        for (const Slot slot : {Slot::source(), Slot::argument(0)}) {
            const heap::Content inner = heap_.content_of(state, between);
            const Value* const base = inner.find(slot);
            if (base == nullptr || !heap_.sets().has(base->objects, object)) continue;
            walked = true;
            only = heap_.only_object(*source).valid() && heap_.only_object(*base) == object;
        }
    }
    if (!walked) return;
    const bool by_key = kWithoutPlaces.has(heap_.objects()[object].kind);
    const bool breaks = kind == ChangeKind::removes || kind == ChangeKind::clears ||
                        kind == ChangeKind::inserts ||
                        (by_key && (kind == ChangeKind::adds || kind == ChangeKind::assigns));
    if (!breaks) return;
    static_cast<void>(through);
    add_debt(state, {{claim, object, id, register_, kind, false}, {}, {}}, must && only, assumptions);
}

void Interpreter::change_of_snapshot(State& state, ValueId id, ObjectId object, ValueId register_,
                                     ChangeKind kind, bool must, Assumptions assumptions, ClaimId claim) {
    const Claim& binding = facts_.claims[claim.index()];
    const Value& bound = values_[binding.where.index()];
    if (!heap_.sets().has(bound.objects, object) || goes_through(register_, binding.where)) return;
    const bool only = heap_.only_object(bound) == object;
    add_debt(state, {{claim, object, id, register_, kind, false}, {}, {}}, must && only, assumptions);
}

// Whether the value in `register_` came by way of `passed`.
bool Interpreter::goes_through(ValueId register_, ValueId passed) const {
    for (ValueId it = register_; it.valid(); it = operand_id(at(it), 0)) {
        if (it == passed) return true;
        switch (at(it).opcode) {
            case Opcode::read:
            case Opcode::read_checked:
            case Opcode::bind:
            case Opcode::assume:
            case Opcode::get_attribute:
            case Opcode::get_item: break;
            default: return false;
        }
    }
    return false;
}

// The change of a part: the register's way leads through the copy or through its source, and the other side
// still holds the same part.
void Interpreter::change_of_pair(State& state, ValueId id, ObjectId object, ValueId register_,
                                 ChangeKind kind, Assumptions assumptions, ClaimId claim) {
    const Claim pair = facts_.claims[claim.index()];
    bool present = false;
    for (const ObjectId it : copy_of_objects(pair.copy))
        present |= state.contents.find(it.index()) != nullptr;
    if (!present) return;
    ValueId part = origin_of(register_);
    for (std::uint32_t steps = 0; part.valid() && steps < 8; ++steps) {
        const Instruction& it = at(part);
        ValueId base = operand_id(it, 0);
        if (it.opcode == Opcode::unpacked) base = operand_id(at(base), 0);
        const bool is_step = it.opcode == Opcode::get_item || it.opcode == Opcode::get_attribute ||
                             it.opcode == Opcode::next_item || it.opcode == Opcode::unpacked;
        if (!is_step || !base.valid()) return;
        Value from = value_at(current_, base);
        if (it.opcode == Opcode::next_item) {
            Value walked;
            for (const ObjectId iterator : copy_of_objects(from)) {
                const heap::Content content = heap_.content_of(state, iterator);
                if (const Value* const source = content.find(Slot::source()))
                    walked = heap_.join(walked, *source);
            }
            from = walked;
            for (const ObjectId view : copy_of_objects(from)) {
                if (heap_.objects()[view].kind != Kind::view) continue;
                const heap::Content content = heap_.content_of(state, view);
                if (const Value* const source = content.find(Slot::source()))
                    from = heap_.join(from, *source);
            }
        }
        const bool via_copy = heap_.sets().meets(from.objects, pair.copy.objects);
        const bool via_source = !via_copy && heap_.sets().meets(from.objects, pair.source.objects);
        if (via_copy || via_source) {
            const Value& other = via_copy ? pair.source : pair.copy;
            const Value shared = value_at(current_, part);
            if (!shares(state, other, shared)) return;
            const bool must =
                heap_.only_object(from).valid() && heap_.objects_of(other).size() == 1 && other.plain.empty();
            add_debt(state, {{claim, object, id, register_, kind, via_copy}, other, shared}, must,
                     assumptions);
            return;
        }
        part = origin_of(base);
    }
}

// Whether some slot of `holder` holds what `part` is.
bool Interpreter::shares(State& state, const Value& holder, const Value& part) {
    for (const ObjectId it : copy_of_objects(holder)) {
        const heap::Content content = heap_.content_of(state, it);
        for (const heap::SlotValue& slot : content.slots()) {
            if (heap_.may_meet(slot.value, part)) return true;
        }
        if (content.base.what != heap::Base::What::symbolic || content.exact) continue;
        for (const ObjectId object : copy_of_objects(part)) {
            const heap::Object& known = heap_.objects()[object];
            if (known.origin == heap::Origin::child && known.parent == content.base.object &&
                content.find(known.slot) == nullptr) {
                return true;
            }
        }
    }
    return false;
}

void Interpreter::add_debt(State& state, const OpenObligation& open, bool must, Assumptions assumptions) {
    std::uint32_t index = 0;
    for (; index < obligations_.size(); ++index) {
        const Obligation& it = obligations_[index].obligation;
        if (it.claim == open.obligation.claim && it.object == open.obligation.object &&
            it.event == open.obligation.event)
            break;
    }
    if (index == obligations_.size()) {
        if (index == heap_.limits().obligations) return;
        obligations_.push_back(open);
    } else {
        obligations_[index] = open;
    }
    state.debts = state.debts.with(index, {must, assumptions}, heap_.arena());
}

void Interpreter::settle(State& state, std::uint32_t index, ValueId observation) {
    const Debt debt = *state.debts.find(index);
    state.debts = state.debts.without(index, heap_.arena());
    if (recording_)
        facts_.broken.push_back({obligations_[index].obligation, observation, debt.must, debt.assumptions});
}

template <class Test>
void Interpreter::settle_if(State& state, ValueId observation, Test&& test) {
    if (state.debts.empty()) return;
    std::vector<std::uint32_t> due;
    state.debts.for_each([&](std::uint32_t index, const Debt&) {
        const OpenObligation& open = obligations_[index];
        if (test(open, facts_.claims[open.obligation.claim.index()])) due.push_back(index);
    });
    for (const std::uint32_t index : due) settle(state, index, observation);
}

// A part of `container` is read.
void Interpreter::observe_item(State& state, ValueId id, const Value& container, const Value& item) {
    settle_if(state, id, [&](const OpenObligation& open, const Claim& claim) {
        return claim.shape == Claim::Shape::pair &&
               heap_.sets().meets(container.objects, open.other.objects) && heap_.may_meet(item, open.part);
    });
}

// A whole value is looked at, or leaves.
void Interpreter::observe(State& state, ValueId id, const Value& seen) {
    settle_if(state, id, [&](const OpenObligation& open, const Claim& claim) {
        return claim.shape == Claim::Shape::pair && heap_.sets().meets(seen.objects, open.other.objects) &&
               shares(state, open.other, open.part);
    });
}

void Interpreter::observe_name(State& state, ValueId id, NameId name, const Value& value) {
    settle_if(state, id, [&](const OpenObligation& open, const Claim& claim) {
        const ObjectId object = open.obligation.object;
        return claim.shape == Claim::Shape::binding && claim.name == name &&
               std::ranges::any_of(heap_.objects_of(value), [&](ObjectId it) {
                   return it == object || (heap_.objects()[it].older &&
                                           heap_.objects()[it].site == heap_.objects()[object].site);
               });
    });
}

// The walk goes on over what has changed.
void Interpreter::observe_next(State& state, ValueId id, const Value& iterator) {
    settle_if(state, id, [&](const OpenObligation&, const Claim& claim) {
        return claim.shape == Claim::Shape::region &&
               heap_.sets().has(iterator.objects, heap_.objects().made(claim.where, 0, Kind::iterator));
    });
}

// The caller sees what it gave.
void Interpreter::observe_exit(State& state) {
    settle_if(state, ValueId{}, [&](const OpenObligation& open, const Claim& claim) {
        return claim.shape == Claim::Shape::pair && shares(state, open.other, open.part) &&
               std::ranges::any_of(heap_.objects_of(open.other), [&](ObjectId it) {
                   return heap_.objects()[heap_.objects().root(it)].origin != heap::Origin::site;
               });
    });
}

void Interpreter::note_exposed(State& state, ValueId id, std::span<const Value> roots) {
    std::vector<Value> known(roots.begin(), roots.end());
    state.contents.for_each([&](std::uint32_t key, const heap::Content* content) {
        if (content->escaped || heap_.objects()[ObjectId{key}].origin != heap::Origin::site) {
            known.push_back(heap_.value_of(ObjectId{key}));
        }
    });
    for (const ObjectId it : heap_.reachable(state, known)) {
        facts_.changes.push_back({id, it, {}, {}, ChangeKind::other, false, {}});
    }
}

// Defaults of a function that are mutable objects, whatever way they came here.
void Interpreter::note_definition(State& state, ValueId id, const Instruction& it) {
    if (!recording_) return;
    const Function& function = module_.function(program::FunctionId{it.payload});
    Definition definition{id, program::FunctionId{it.payload}, {}};
    std::uint32_t operand_index = 0;
    const auto parameters = module_.parameters_of(function);
    for (std::uint32_t index = 0; index < parameters.size(); ++index) {
        if (!parameters[index].has_default) continue;
        const ValueId value = operand_id(it, operand_index++);
        const ObjectId object = heap_.only_object(value_at(current_, value));
        if (!object.valid() || !models::is_mutable(heap_.objects()[object].kind)) continue;
        const Kind kind = heap_.objects()[object].kind;
        const Kinds containers =
            Kinds(Kind::list) | Kind::dict | Kind::set | Kind::bytearray | Kind::instance;
        if (!containers.has(kind)) continue;
        const heap::Content content = heap_.content_of(state, object);
        definition.defaults.push_back({index, kind, content.exact && content.count == 0, value});
    }
    if (!definition.defaults.empty()) facts_.definitions.push_back(std::move(definition));
}

}  // namespace doppelint::analysis
