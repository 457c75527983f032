#include <algorithm>

#include "analysis/ledger.h"
#include "analysis/parts.h"

namespace doppelint::analysis {

using heap::Debt;

template <class Test>
void Ledger::settle_if(State& state, ValueId observation, Test&& test) {
    if (state.debts.empty()) return;
    std::vector<std::uint32_t> due;
    state.debts.for_each([&](std::uint32_t index, const Debt&) {
        const OpenObligation& open = obligations_[index];
        if (test(open, facts_.claims[open.obligation.claim.index()])) due.push_back(index);
    });
    for (const std::uint32_t index : due) settle(state, index, observation);
}

void Ledger::observe_item(State& state, ValueId id, const Value& container, const Value& item) {
    settle_if(state, id, [&](const OpenObligation& open, const Claim& claim) {
        return claim.shape == Claim::Shape::pair &&
               heap_.sets().meets(container.objects, open.other.objects) && heap_.may_meet(item, open.part) &&
               !sees_another(open, id);
    });
}

void Ledger::observe_given(State& state, ValueId id, const Value& container, const Value& given) {
    if (state.debts.empty()) return;
    const Kinds ways = Kinds(Kind::view) | Kind::iterator;
    if (heap_.kinds_of(given).meets(ways)) return observe(state, id, container);
    observe_item(state, id, container, given);
}

void Ledger::observe_result(State& state, ValueId id, const Value& result) {
    if (state.debts.empty()) return;
    observe(state, id, result);
    const Kinds holders = Kinds(Kind::list) | Kind::dict | Kind::tuple | Kind::set;
    for (const ObjectId it : objects_of(result)) {
        const heap::Object& object = heap_.objects()[it];
        if (object.origin == heap::Origin::site && holders.has(object.kind)) {
            observe(state, id, heap_.read_items(state, it));
        }
    }
}

void Ledger::observe(State& state, ValueId id, const Value& seen) {
    settle_if(state, id, [&](const OpenObligation& open, const Claim& claim) {
        return claim.shape == Claim::Shape::pair && heap_.sets().meets(seen.objects, open.other.objects) &&
               shares(state, open.other, open.part) && !sees_another(open, id);
    });
}

void Ledger::observe_name(State& state, ValueId id, NameId name, const Value& value) {
    settle_if(state, id, [&](const OpenObligation& open, const Claim& claim) {
        const ObjectId object = open.obligation.object;
        if (claim.of_parts && claim.name == name) {
            return heap_.sets().meets(value.objects, open.other.objects) &&
                   shares(state, open.other, heap_.value_of(object));
        }
        if (claim.of_view)
            return claim.name == name && heap_.sets().meets(value.objects, claim.source.objects);
        return claim.shape == Claim::Shape::binding && !claim.of_attribute && claim.name == name &&
               std::ranges::any_of(heap_.objects_of(value), [&](ObjectId it) {
                   return it == object || (heap_.objects()[it].older &&
                                           heap_.objects()[it].site == heap_.objects()[object].site);
               });
    });
}

void Ledger::observe_next(State& state, ValueId id, const Value& iterator) {
    settle_if(state, id, [&](const OpenObligation&, const Claim& claim) {
        if (claim.shape != Claim::Shape::region) return false;
        if (heap_.sets().meets(iterator.objects, claim.copy.objects)) return true;
        return !claim.callee.valid() &&
               heap_.sets().has(iterator.objects, heap_.objects().made(claim.where, 0, Kind::iterator));
    });
}

// Whether a slot by which the object was reached when the call began holds something else by now: whoever
// called does not find it there any more.
bool Ledger::is_let_go(const State& state, ObjectId object) const {
    // A function that was called while it was there may have read it.
    const auto runs_code = [](const auto& it) { return it.code.valid() && !it.elsewhere; };
    if (std::ranges::any_of(activation_.calls, runs_code)) return false;
    for (ObjectId at = object; heap_.objects()[at].origin == heap::Origin::child;
         at = heap_.objects()[at].parent) {
        const heap::Object& known = heap_.objects()[at];
        if (state.contents.find(known.parent.index()) == nullptr) continue;
        const heap::Content content = heap_.content_of(state, known.parent);
        const Value* const held = content.find(known.slot);
        const bool is_held = held != nullptr ? heap_.sets().has(held->objects, at) : !content.exact;
        if (!is_held) return true;
    }
    return false;
}

void Ledger::observe_exit(State& state) {
    const auto outlives_call = [&](ObjectId it) {
        return heap_.objects()[heap_.objects().root(it)].origin != heap::Origin::site &&
               !is_let_go(state, it);
    };
    settle_if(state, ValueId{}, [&](const OpenObligation& open, const Claim& claim) {
        if (claim.of_attribute) {
            return std::ranges::any_of(heap_.objects_of(claim.copy), outlives_call) &&
                   is_still_held(state, claim, open.obligation.object);
        }
        return claim.shape == Claim::Shape::pair && shares(state, open.other, open.part) &&
               std::ranges::any_of(heap_.objects_of(open.other), outlives_call);
    });
}

}  // namespace doppelint::analysis
