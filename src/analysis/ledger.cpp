#include "analysis/ledger.h"

#include <algorithm>

#include "analysis/parts.h"

namespace doppelint::analysis {

using heap::Assumption;
using heap::Debt;
using heap::Slot;

namespace {

// What a snapshot that is new may be, as far as its parts matter.
constexpr Kinds kHolders = Kinds(Kind::list) | Kind::dict | Kind::set;

// Whether the change may break a walk over the object. Adding to the end of a list does not.
bool breaks_walk(ChangeKind change, bool is_rigid) {
    switch (change) {
        case ChangeKind::removes:
        case ChangeKind::clears:
        case ChangeKind::inserts: return true;
        case ChangeKind::adds:
        case ChangeKind::assigns: return is_rigid;
        default: return false;
    }
}

}  // namespace

Ledger::Ledger(Parts& parts) : Part(parts), claim_at_(activation_.instructions.size()) {}

void Ledger::add_claim(const Claim& claim) {
    ClaimId id = claim_at_[claim.where.index()];
    if (claim.callee.valid()) {
        const auto known = std::ranges::find_if(facts_.claims, [&](const Claim& it) {
            return it.where == claim.where && it.callee == claim.callee && it.callee_at == claim.callee_at;
        });
        id = known != facts_.claims.end() ? ClaimId{static_cast<std::uint32_t>(known - facts_.claims.begin())}
                                          : ClaimId{};
    }
    if (id.valid()) {
        facts_.claims[id.index()] = claim;
        return;
    }
    if (!claim.callee.valid())
        claim_at_[claim.where.index()] = ClaimId{static_cast<std::uint32_t>(facts_.claims.size())};
    facts_.claims.push_back(claim);
}

void Ledger::note_ran(Ran ran) {
    if (!activation_.recording || activation_.elsewhere > 0) return;
    ran.nested = activation_.nesting > 0;
    for (std::size_t before = facts_.ran.size(); before-- > 0 && facts_.ran[before].at == ran.at;) {
        if (facts_.ran[before] == ran) return;
    }
    facts_.ran.push_back(ran);
}

void Ledger::note_bound_method(ValueId id) {
    if (!activation_.recording || activation_.nesting > 0 || at(id).opcode != Opcode::get_attribute) return;
    if (facts_.bound_methods.empty() || facts_.bound_methods.back() != id) facts_.bound_methods.push_back(id);
}

void Ledger::note_claim(State& state, const Claim& claim) {
    drop_debts(state, claim.where, claim.callee);
    add_claim(claim);
}

void Ledger::note_copy(State& state, ValueId id, const Value& from, const Value& copy) {
    drop_debts(state, id);
    if (heap_.objects_of(from).empty()) return;
    add_claim({Claim::Shape::pair, id, {}, from, copy});
}

void Ledger::begin_region(State& state, ValueId id, const Value& iterators) {
    drop_debts(state, id);
    const ObjectId iterator = heap_.objects().made(id, 0, Kind::iterator);
    const Value lazily = parts_.terms.walked_by(state, iterators);
    const Value source = heap_.join(heap_.read(state, iterator, Slot::source()), lazily);
    if (heap_.objects_of(source).empty()) return;
    add_claim({Claim::Shape::region, id, {}, source, lazily.nothing() ? Value{} : iterators});
}

// Whether something else than the container that is made around it may hold a part.
bool Ledger::may_be_held_elsewhere(ObjectId part) const {
    const heap::Object& object = heap_.objects()[part];
    if (object.origin != heap::Origin::site) return true;
    return std::ranges::any_of(activation_.instructions, [&](const Instruction& it) {
        switch (it.opcode) {
            case Opcode::bind:
            case Opcode::store_cell:
            case Opcode::store_global:
            case Opcode::store_local_name:
            case Opcode::set_attribute:
            case Opcode::set_item:
                return origin_of(operand_id(it, it.operand_count - 1)) == ValueId{object.site};
            default: return false;
        }
    });
}

void Ledger::note_binding(State& state, ValueId id, NameId name, const Value& value) {
    drop_debts(state, id);
    drop_debts_of_name(state, name, value);
    if (heap_.objects_of(value).empty() || !context_.intent.is_snapshot(module_.text(name))) return;
    const ValueId origin = origin_of(operand_id(at(id), 0));
    const Opcode made_by = at(origin).opcode;
    // An array over the memory of another one.
    const auto shows_memory = [&](ObjectId it) {
        return heap_.objects()[it].kind == Kind::instance &&
               heap_.content_of(state, it).find(Slot::source()) != nullptr;
    };
    if (std::ranges::all_of(heap_.objects_of(value), shows_memory)) {
        Claim claim{Claim::Shape::binding, id, name, value, {}};
        claim.of_view = true;
        return add_claim(claim);
    }
    const bool has_other_holder =
        made_by == Opcode::parameter || made_by == Opcode::capture || made_by == Opcode::phi ||
        made_by == Opcode::load_cell || made_by == Opcode::load_global || made_by == Opcode::get_attribute ||
        made_by == Opcode::get_item || at(operand_id(at(id), 0)).opcode == Opcode::read;
    if (has_other_holder) return add_claim({Claim::Shape::binding, id, name, value, {}});
    const auto is_view = [&](ObjectId it) { return heap_.objects()[it].kind == Kind::view; };
    if (std::ranges::all_of(heap_.objects_of(value), is_view)) {
        Claim claim{Claim::Shape::binding, id, name, value, {}};
        claim.of_view = true;
        return add_claim(claim);
    }
    // A new container. Of one that a copying operation made, the copy is the claim.
    const auto is_new = [&](ObjectId it) {
        const heap::Object& known = heap_.objects()[it];
        return known.origin == heap::Origin::site && kHolders.has(known.kind);
    };
    if (claim_at_[origin.index()].valid() || !std::ranges::all_of(heap_.objects_of(value), is_new)) return;
    Value parts;
    for (const ObjectId it : objects_of(value)) parts = heap_.join(parts, heap_.read_items(state, it));
    parts.objects =
        heap_.sets().filtered(parts.objects, [&](ObjectId it) { return may_be_held_elsewhere(it); });
    if (heap_.objects_of(parts).empty()) return;
    Claim claim{Claim::Shape::binding, id, name, value, parts};
    claim.of_parts = true;
    add_claim(claim);
}

// One that gets what something else holds. `last` and the like may hold it for what it is.
void Ledger::note_binding(State& state, ValueId id, const Value& holder, NameId name, const Value& value) {
    drop_debts(state, id);
    if (heap_.objects_of(holder).empty() || heap_.objects_of(value).empty()) return;
    const Opcode made_by = at(origin_of(operand_id(at(id), 1))).opcode;
    const bool has_other_holder = made_by == Opcode::get_attribute || made_by == Opcode::get_item ||
                                  made_by == Opcode::load_global || made_by == Opcode::load_cell;
    if (!has_other_holder) return;
    const std::string_view text = activation_.words.text(name);
    if (!context_.intent.is_snapshot(text) || context_.intent.is_latest(text)) return;
    Claim claim{Claim::Shape::binding, id, name, value, holder};
    claim.of_attribute = true;
    add_claim(claim);
}

template <class Test>
void Ledger::drop_debts_if(State& state, Test&& test) {
    if (state.debts.empty()) return;
    std::vector<std::uint32_t> dropped;
    state.debts.for_each([&](std::uint32_t debt, const Debt&) {
        const Obligation& it = obligations_[debt].obligation;
        if (test(it, facts_.claims[it.claim.index()])) dropped.push_back(debt);
    });
    for (const std::uint32_t debt : dropped) state.debts = state.debts.without(debt, heap_.arena());
}

void Ledger::drop_debts(State& state, ValueId where, program::CodeId callee) {
    drop_debts_if(state, [&](const Obligation&, const Claim& claim) {
        return claim.where == where && claim.callee == callee;
    });
}

// A snapshot's name that is bound to something else holds no snapshot any more.
void Ledger::drop_debts_of_name(State& state, NameId name, const Value& value) {
    drop_debts_if(state, [&](const Obligation& it, const Claim& claim) {
        return claim.shape == Claim::Shape::binding && !claim.of_attribute && !claim.of_parts &&
               !claim.of_view && claim.name == name && !heap_.sets().has(value.objects, it.object);
    });
}

void Ledger::changed(State& state, Change change, std::span<const Way> way) {
    // What this very call makes nobody knew before.
    const heap::Object& target = heap_.objects()[change.object];
    if (change.callee.valid() && target.origin == heap::Origin::site && target.site == change.event.index())
        return;
    // A list has no attributes to set: the code that does so gets something else.
    const heap::ClassName& of = heap_.objects().class_of(change.object);
    const bool is_plain = kHolders.has(target.kind) && of.library.empty() && !of.code.valid();
    if (change.kind == ChangeKind::attribute && is_plain) return;
    if (faulty(Fault::change_not_noted) && at(change.event).opcode == Opcode::call) return;
    change.assumptions |= heap_.content_of(state, change.object).touched;
    const bool is_guess = heap_.objects()[change.object].kind == Kind::opaque && !change.callee.valid();
    if (is_guess && at(change.event).opcode == Opcode::call) {
        change.assumptions |= Assumption::builtin_method;
    }
    change.must = change.must && heap_.only_object(change.through).valid();
    // What a walk over the mapping or set is at is there already.
    const bool may_add = change.kind == ChangeKind::assigns || change.kind == ChangeKind::inserts ||
                         (change.kind == ChangeKind::adds && target.kind == Kind::set);
    if (may_add && parts_.walked_keys.is_current(state, change)) {
        change.kind = ChangeKind::reassigns;
    }
    if (activation_.recording) {
        change.repeated_in = repeated_in(state, change, way);
        facts_.changes.push_back(change);
    }
    // What lies beyond the limit on paths is taken to meet nothing, and itself is much.
    if (heap_.objects().is_beyond(change.object)) return;
    for (std::uint32_t index = 0; index < facts_.claims.size(); ++index) {
        switch (facts_.claims[index].shape) {
            case Claim::Shape::region: change_in_region(state, change, ClaimId{index}); break;
            case Claim::Shape::binding: change_of_snapshot(state, change, ClaimId{index}, way); break;
            case Claim::Shape::pair: change_of_pair(state, change, ClaimId{index}, way); break;
        }
    }
}

void Ledger::change_in_region(State& state, const Change& change, ClaimId claim) {
    if (!breaks_walk(change.kind, parts_.classes.is_rigid(change.object)) ||
        parts_.classes.walks_copy(change.object))
        return;
    const Claim& region = facts_.claims[claim.index()];
    if (are_of_other_kinds(region.source, change)) return;
    if (region.callee.valid()) {
        const Meeting walk = walk_over(state, region.source, change.object);
        if (walk != Meeting::elsewhere) add_debt(state, claim, change, false);
        return;
    }
    const Meeting walk = region.copy.nothing() ? walk_in_loop(state, region.where, change.object)
                                               : walk_over(state, region.source, change.object);
    if (walk != Meeting::elsewhere) add_debt(state, claim, change, change.must && walk == Meeting::certain);
}

// Tests told of the walked that it is a list, and of what changes that it is a dict: so they are not one,
// even if each of them by itself may be what the object stands for.
bool Ledger::are_of_other_kinds(const Value& walked, const Change& change) {
    if (heap_.objects()[change.object].kind != Kind::opaque) return false;
    const auto told = [](Kinds kinds) { return kinds - Kind::instance - Kind::opaque; };
    Kinds changed = change.through.narrowed;
    if (change.through_value.valid()) changed = changed & value_of(change.through_value).narrowed;
    const Kinds left = told(walked.narrowed);
    const Kinds right = told(changed);
    return !left.empty() && !right.empty() && !left.meets(right);
}

// Whether the iterator that the loop made walks over the object.
Ledger::Meeting Ledger::walk_in_loop(State& state, ValueId loop, ObjectId object) {
    const ObjectId iterator = heap_.objects().made(loop, 0, Kind::iterator);
    if (state.contents.find(iterator.index()) == nullptr) return Meeting::elsewhere;
    const heap::Content content = heap_.content_of(state, iterator);
    const Value* const source = content.find(Slot::source());
    return source != nullptr ? walk_over(state, *source, object) : Meeting::elsewhere;
}

// Whether walking over `source` walks over the object: itself, or by way of a view or an iterator.
Ledger::Meeting Ledger::walk_over(State& state, const Value& source, ObjectId object) {
    if (heap_.only_object(source) == object) return Meeting::certain;
    if (heap_.sets().has(source.objects, object)) return Meeting::possible;
    for (const ObjectId between : objects_of(source)) {
        const Kind kind = heap_.objects()[between].kind;
        if (kind != Kind::view && kind != Kind::iterator) continue;
        const heap::Content content = heap_.content_of(state, between);
        for (const Slot slot : {Slot::source(), Slot::argument(0)}) {
            const Value* const base = content.find(slot);
            if (base == nullptr || !heap_.sets().has(base->objects, object)) continue;
            // That `x.keys()` is a view of x is known for sure only if x is known to be a dict.
            if (heap_.objects()[object].kind == Kind::opaque) return Meeting::possible;
            const bool certain = heap_.only_object(source).valid() && heap_.only_object(*base) == object;
            return certain ? Meeting::certain : Meeting::possible;
        }
    }
    return Meeting::elsewhere;
}

// The change of a list, dict, array, … that the new container holds, reached by another way. Who takes down
// instances means which ones they are.
void Ledger::change_of_part(State& state, const Change& change, ClaimId claim, std::span<const Way> way) {
    const heap::Object& object = heap_.objects()[change.object];
    const bool is_own_instance =
        object.kind == Kind::instance && !parts_.classes.has_library_class(change.object);
    if (change.kind == ChangeKind::attribute || is_own_instance) return;
    const Value bound = activation_.values[facts_.claims[claim.index()].where.index()];
    const bool was_there = heap_.sets().has(facts_.claims[claim.index()].copy.objects, change.object);
    if (!was_there || !shares(state, bound, heap_.value_of(change.object))) return;
    if (comes_from(state, change, bound, way)) return;
    add_debt(
        state,
        {{claim, change.object, change.event, change.through_value, change.kind, false, false}, bound, {}},
        false, change.assumptions);
}

// Whether the change got at its object by way of `holder`.
bool Ledger::comes_from(State& state, const Change& change, const Value& holder, std::span<const Way> way) {
    const auto is_holder = [&](const Value& it) { return heap_.sets().meets(it.objects, holder.objects); };
    if (std::ranges::any_of(way, [&](const Way& it) { return is_holder(it.holder); })) return true;
    constexpr std::uint32_t kLongestWay = 8;
    ValueId part = origin_of(change.through_value);
    for (std::uint32_t steps = 0; part.valid() && steps < kLongestWay; ++steps) {
        const ValueId base = holder_of(part);
        if (!base.valid()) return false;
        if (is_holder(walked_by(state, part, base))) return true;
        part = origin_of(base);
    }
    return false;
}

// Whether the value in `carrier` came by way of `passed`.
bool Ledger::goes_through(ValueId carrier, ValueId passed) const {
    for (ValueId it = carrier; it.valid(); it = operand_id(at(it), 0)) {
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

// Whether the change got at its object by an attribute of this name.
bool Ledger::goes_through(const Change& change, NameId attribute, std::span<const Way> way) const {
    const std::string_view text = activation_.words.text(attribute);
    if (std::ranges::any_of(way, [&](const Way& it) { return it.attribute == text; })) return true;
    for (ValueId it = origin_of(change.through_value); it.valid(); it = origin_of(holder_of(it))) {
        if (at(it).opcode == Opcode::get_attribute && NameId{at(it).payload} == attribute) return true;
    }
    return false;
}

// The change of a part: the way to it leads through the copy or through its source, and the other side still
// holds the same part.
void Ledger::change_of_pair(State& state, const Change& change, ClaimId claim, std::span<const Way> way) {
    const auto copies = objects_of(facts_.claims[claim.index()].copy);
    const auto is_there = [&](ObjectId it) { return state.contents.find(it.index()) != nullptr; };
    if (std::ranges::none_of(copies, is_there)) return;
    bool by_attribute = change.kind == ChangeKind::attribute;
    for (const Way& it : way) {
        by_attribute |= it.by_attribute;
        if (change_by(state, change, claim, {it.holder, it.part, by_attribute})) return;
    }
    constexpr std::uint32_t kLongestWay = 8;
    ValueId part = origin_of(change.through_value);
    for (std::uint32_t steps = 0; part.valid() && steps < kLongestWay; ++steps) {
        const ValueId base = holder_of(part);
        if (!base.valid()) return;
        by_attribute |= at(part).opcode == Opcode::get_attribute;
        if (change_by(state, change, claim, {walked_by(state, part, base), value_of(part), by_attribute}))
            return;
        part = origin_of(base);
    }
}

bool Ledger::change_by(State& state, const Change& change, ClaimId claim, const Way& way) {
    const Claim pair = facts_.claims[claim.index()];
    const bool via_copy = heap_.sets().meets(way.holder.objects, pair.copy.objects);
    if (!via_copy && !heap_.sets().meets(way.holder.objects, pair.source.objects)) return false;
    const Value& other = via_copy ? pair.source : pair.copy;
    // What is made behind the copy came to both by another way.
    Value part = way.part;
    part.objects = heap_.sets().filtered(
        part.objects, [&](ObjectId it) { return !is_made_behind(it, pair.where, change.event); });
    if (!shares(state, other, part)) return true;
    const bool is_done = !change.callee.valid() || change.callee_must;
    const bool must = is_done && heap_.only_object(way.holder).valid() &&
                      heap_.objects_of(other).size() == 1 && other.plain.empty();
    add_debt(
        state,
        {{claim, change.object, change.event, change.through_value, change.kind, via_copy, way.by_attribute},
         other,
         part},
        must, change.assumptions);
    return true;
}

// The register from whose object `part` was read; none if it was not read from one.
ValueId Ledger::holder_of(ValueId part) const {
    const Instruction& it = at(part);
    switch (it.opcode) {
        case Opcode::get_item:
        case Opcode::get_attribute:
        case Opcode::next_item: return operand_id(it, 0);
        case Opcode::unpacked: return operand_id(at(operand_id(it, 0)), 0);
        default: return {};
    }
}

// What `part` was read from; of an iterator or a view, what that walks over.
Value Ledger::walked_by(State& state, ValueId part, ValueId base) {
    Value from = value_of(base);
    if (at(part).opcode != Opcode::next_item) return from;
    Value walked;
    for (const ObjectId iterator : objects_of(from)) {
        const heap::Content content = heap_.content_of(state, iterator);
        if (const Value* const source = content.find(Slot::source())) walked = heap_.join(walked, *source);
    }
    for (const ObjectId view : objects_of(walked)) {
        if (heap_.objects()[view].kind != Kind::view) continue;
        const heap::Content content = heap_.content_of(state, view);
        if (const Value* const source = content.find(Slot::source())) walked = heap_.join(walked, *source);
    }
    return walked;
}

// Whether some slot of `holder` holds what `part` is.
bool Ledger::shares(State& state, const Value& holder, const Value& part) {
    for (const ObjectId it : objects_of(holder)) {
        const heap::Content content = heap_.content_of(state, it);
        for (const heap::SlotValue& slot : content.slots()) {
            if (heap_.may_meet(slot.value, part)) return true;
        }
        if (content.base.what != heap::Base::What::symbolic || content.exact) continue;
        for (const ObjectId object : objects_of(part)) {
            const heap::Object& known = heap_.objects()[object];
            if (known.origin == heap::Origin::child && known.parent == content.base.object &&
                content.find(known.slot) == nullptr) {
                return true;
            }
        }
    }
    return false;
}

void Ledger::add_debt(State& state, ClaimId claim, const Change& change, bool must) {
    add_debt(state,
             {{claim, change.object, change.event, change.through_value, change.kind, false, false}, {}, {}},
             must, change.assumptions);
}

void Ledger::add_debt(State& state, const OpenObligation& open, bool must, Assumptions assumptions) {
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

void Ledger::settle(State& state, std::uint32_t index, ValueId observation) {
    const Debt debt = *state.debts.find(index);
    state.debts = state.debts.without(index, heap_.arena());
    if (activation_.recording)
        facts_.broken.push_back({obligations_[index].obligation, observation, debt.must, debt.assumptions});
}

void Ledger::note_exposed(State& state, ValueId id, std::span<const Value> roots) {
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

void Ledger::note_walk(const IteratorWalk& walk) {
    constexpr std::size_t kMostWalks = 1000;
    if (!activation_.recording || facts_.walks.size() == kMostWalks) return;
    const heap::Origin root = heap_.objects()[heap_.objects().root(walk.object)].origin;
    if (walk.ended.valid() || walk.kept || root != heap::Origin::site) facts_.walks.push_back(walk);
}

void Ledger::note_shared_draw(const SharedDraw& draw) {
    if (facts_.shared_draws.empty() || facts_.shared_draws.back() != draw)
        facts_.shared_draws.push_back(draw);
}

void Ledger::note_written(const WrittenItem& it) {
    constexpr std::size_t kMostWritten = 1000;
    const bool is_known = !facts_.written_items.empty() && facts_.written_items.back() == it;
    if (!is_known && facts_.written_items.size() < kMostWritten) facts_.written_items.push_back(it);
}

void Ledger::note_kept(ValueId id, ObjectId holder, Slot slot, const Arguments::One& kept) {
    constexpr std::size_t kMostKept = 1000;
    if (!activation_.recording || !kept.carrier.valid()) return;
    const auto objects = heap_.objects_of(kept.value);
    if (objects.size() != 1 || objects.front() == holder || facts_.kept.size() == kMostKept) return;
    if (!models::kContainers.has(heap_.objects()[objects.front()].kind)) return;
    // What a library's object does with it, nobody sees.
    const Kind kind = heap_.objects()[holder].kind;
    const bool is_holder =
        models::kContainers.has(kind) || (kind == Kind::instance && parts_.members.has_class(holder));
    const Kept fact{id, objects.front(), holder, slot, kept.carrier};
    if (is_holder && (facts_.kept.empty() || facts_.kept.back() != fact)) facts_.kept.push_back(fact);
}

void Ledger::note_remembered(const Remembered& it) {
    constexpr std::size_t kMostRemembered = 1000;
    if (!activation_.recording || facts_.remembered.size() == kMostRemembered) return;
    if (facts_.remembered.empty() || facts_.remembered.back() != it) facts_.remembered.push_back(it);
}

// "Always true" is said only of what is known to be all that may come.
void Ledger::note_truth_test(ValueId id, const Arguments::One& tested, bool of_length) {
    if (!activation_.recording || !tested.carrier.valid() || !tested.value.plain.empty()) return;
    const auto objects = heap_.objects_of(tested.value);
    const bool is_iterator = std::ranges::all_of(objects, [&](ObjectId it) {
        const heap::Object& object = heap_.objects()[it];
        const CodeId code = heap_.objects().class_of(it).code;
        const bool is_coroutine =
            object.kind == Kind::generator && code.valid() && context_.project->function(code).is_async;
        return object.origin == heap::Origin::site && object.kind != Kind::instance && !is_coroutine &&
               std::ranges::find(activation_.open_calls, ValueId{object.site}) ==
                   activation_.open_calls.end() &&
               parts_.walks.is_walker(it);
    });
    if (is_iterator && !objects.empty())
        facts_.truth_tests.push_back({id, tested.carrier, tested.value, of_length});
}

void Ledger::note_definition(State& state, ValueId id, const Instruction& it) {
    if (!activation_.recording) return;
    const Function& function = module_.function(program::FunctionId{it.payload});
    Definition definition{id, program::FunctionId{it.payload}, {}};
    std::uint32_t operand_index = 0;
    const auto parameters = module_.parameters_of(function);
    for (std::uint32_t index = 0; index < parameters.size(); ++index) {
        if (!parameters[index].has_default) continue;
        const ValueId value = operand_id(it, operand_index++);
        const ObjectId object = heap_.only_object(value_of(value));
        if (!object.valid() || !models::is_mutable(heap_.objects()[object].kind)) continue;
        const Kind kind = heap_.objects()[object].kind;
        const Kinds containers =
            Kinds(Kind::list) | Kind::dict | Kind::set | Kind::bytearray | Kind::instance;
        if (!containers.has(kind)) continue;
        const heap::Content content = heap_.content_of(state, object);
        definition.defaults.push_back({index, kind, content.exact && content.count == 0, value,
                                       heap_.objects().class_of(object).code, at(value).node});
    }
    if (!definition.defaults.empty()) facts_.definitions.push_back(std::move(definition));
}

}  // namespace doppelint::analysis
