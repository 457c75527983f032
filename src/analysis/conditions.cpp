#include "analysis/conditions.h"

#include "analysis/parts.h"
#include "program/origin.h"

namespace doppelint::analysis {

using heap::Slot;
using program::Comparison;
using program::ConstantKind;
using program::Outcome;

namespace {

constexpr Kinds kAlwaysTrue = Kinds(Kind::function) | Kind::class_ | Kind::method | Kind::module |
                              Kind::generator | Kind::iterator | Kind::cell;

// Containers whose truth is whether they hold anything; none is equal to an atom.
constexpr Kinds kSized = Kinds(Kind::list) | Kind::dict | Kind::set | Kind::tuple | Kind::frozenset;

// Whether a container with this content may be true, or false.
bool may_be(const heap::Content& content, Outcome outcome) {
    if (!content.exact) return true;
    bool surely_holds = false;
    bool may_hold = false;
    for (const heap::SlotValue& it : content.slots()) {
        if (!it.slot.is_item() && it.slot.kind() != heap::SlotKind::keys) continue;
        may_hold = true;
        surely_holds |=
            it.slot.is_item() && !it.value.plain.has(Kind::unbound) && it.slot.kind() != heap::SlotKind::rest;
    }
    return outcome == Outcome::truthy ? may_hold : !surely_holds;
}

bool is_false(const program::Constant& constant) {
    switch (constant.kind) {
        case ConstantKind::none:
        case ConstantKind::false_: return true;
        case ConstantKind::integer: return constant.exact && constant.integer == 0;
        default: return false;
    }
}

bool is_true(const program::Module& module, const program::Constant& constant) {
    switch (constant.kind) {
        case ConstantKind::true_:
        case ConstantKind::ellipsis: return true;
        case ConstantKind::integer: return constant.exact && constant.integer != 0;
        case ConstantKind::string:
        case ConstantKind::bytes: return constant.exact && !module.text(constant.text).empty();
        default: return false;
    }
}

Outcome opposite(Outcome outcome) {
    return outcome == Outcome::truthy ? Outcome::falsy : Outcome::truthy;
}

}  // namespace

Value Conditions::truthy(const State& state, const Value& value, Outcome outcome) {
    if (faulty(Fault::truth_test_inverted)) outcome = opposite(outcome);
    if (value.constant.valid()) {
        const program::Constant& constant = module_.constants[value.constant.index()];
        const bool impossible = outcome == Outcome::truthy ? is_false(constant) : is_true(module_, constant);
        return impossible ? Value{} : value;
    }
    Value result =
        heap_.narrowed_to(value, outcome == Outcome::truthy ? models::kAllKinds - Kind::none - Kind::unbound
                                                            : models::kAllKinds - kAlwaysTrue);
    result.objects = heap_.sets().filtered(result.objects, [&](ObjectId it) {
        return !kSized.has(heap_.objects()[it].kind) || may_be(heap_.content_of(state, it), outcome);
    });
    return result;
}

Value Conditions::assume(const State& state, const Instruction& it) {
    return narrowed(state, {origin_of(operand_id(it, 0)), operand(it, 0)}, operand_id(it, 1),
                    static_cast<Outcome>(it.detail));
}

// What is left of the value after `condition` had this outcome.
Value Conditions::narrowed(const State& state, const Tested& tested, ValueId condition, Outcome outcome) {
    const auto [test, holds] = program::condition_of(module_, function_, condition, outcome, tested.origin);
    outcome = holds ? Outcome::truthy : Outcome::falsy;
    if (test == tested.origin) return truthy(state, tested.value, outcome);
    const Instruction& it = at(test);
    if (it.opcode == Opcode::compare) return narrowed_by_comparison(tested, it, outcome);
    if (it.opcode == Opcode::call && it.operand_count == 3 && origin_of(operand_id(it, 1)) == tested.origin) {
        return narrowed_by_class(state, tested.value, it, outcome);
    }
    return tested.value;
}

// `value is None`, `value is not 0`, `value is not other`, and `==` with None where nobody overloads it.
Value Conditions::narrowed_by_comparison(const Tested& tested, const Instruction& comparison,
                                         Outcome outcome) {
    const auto how = static_cast<Comparison>(comparison.detail);
    const bool by_identity = how == Comparison::is || how == Comparison::is_not;
    const bool by_value = how == Comparison::equal || how == Comparison::not_equal;
    if (!by_identity && !by_value) return tested.value;
    const bool negative = how == Comparison::is_not || how == Comparison::not_equal;
    const bool equals = ((outcome == Outcome::truthy) != negative) != faulty(Fault::none_test_inverted);
    for (std::uint32_t side = 0; side < 2; ++side) {
        if (origin_of(operand_id(comparison, side)) != tested.origin) continue;
        const auto left = narrowed_by_other(tested.value, operand(comparison, 1 - side), by_identity, equals);
        if (left) return *left;
    }
    return tested.value;
}

// What is left of one side where both are one object, or equal, or where they are not; none: all.
std::optional<Value> Conditions::narrowed_by_other(const Value& tested, const Value& other, bool by_identity,
                                                   bool equals) {
    const ObjectId single = heap_.only_object(other);
    if (by_identity && !equals && single.valid() && other.plain.empty()) {
        Value result = tested;
        result.objects = heap_.sets().filtered(result.objects, [&](ObjectId one) { return one != single; });
        return result;
    }
    if (!other.only_atoms()) return std::nullopt;
    if (other.plain == Kinds(Kind::none)) {
        // Anything may call itself equal to None; only None is sure to be.
        if (equals && !by_identity) return tested;
        return heap_.narrowed_to(tested, equals ? Kinds(Kind::none) : models::kAllKinds - Kind::none);
    }
    if (!equals) return std::nullopt;
    return heap_.narrowed_to(tested, by_identity ? other.plain : models::kAllKinds - kSized);
}

// `isinstance(value, class)` of the builtin classes.
Value Conditions::narrowed_by_class(const State& state, const Value& value, const Instruction& call,
                                    Outcome outcome) {
    const auto name_of = [&](const Value& named) {
        const ObjectId object = heap_.only_object(named);
        const bool is_external = object.valid() && heap_.objects()[object].origin == heap::Origin::external;
        return is_external ? heap_.objects().external_name(object) : std::string_view();
    };
    if (name_of(operand(call, 0)) != "builtins.isinstance") return value;
    std::vector<Value> classes = {operand(call, 2)};
    const ObjectId tuple = heap_.only_object(classes[0]);
    if (tuple.valid() && heap_.objects()[tuple].kind == Kind::tuple) {
        const heap::Content content = heap_.content_of(state, tuple);
        if (!content.exact) return value;
        classes.clear();
        for (const heap::SlotValue& slot : content.slots()) classes.push_back(slot.value);
    }
    Kinds kinds;
    for (const Value& one : classes) {
        const models::Class* const known = context_.library.find_class(name_of(one));
        if (known == nullptr) return value;
        kinds |= known->kind;
        if (known->kind == Kind::integer) kinds |= Kind::boolean;
    }
    // A subclass of list is an instance of list, and of a kind of its own.
    if (outcome == Outcome::truthy) return heap_.narrowed_to(value, kinds | Kind::instance);
    return heap_.narrowed_to(value, models::kAllKinds - (kinds & models::kAtoms));
}

void Conditions::narrow_slots(State& state, BlockId from, Outcome outcome) {
    const Instruction& end = at(ValueId{activation_.range_of(from).second - 1});
    const ValueId test = origin_of(operand_id(end, 0));
    if (!test.valid()) return;
    if (reads_slot(test)) return narrow_slot(state, from, test, outcome);
    if (at(test).opcode != Opcode::compare) return;
    const ValueId left = operand_id(at(test), 0);
    if (reads_slot(left)) narrow_slot(state, from, left, outcome);
}

bool Conditions::reads_slot(ValueId id) const {
    if (!id.valid()) return false;
    const Opcode opcode = at(id).opcode;
    return opcode == Opcode::load_cell || opcode == Opcode::get_attribute || opcode == Opcode::load_global;
}

// The slot still holds what was loaded from it and tested.
void Conditions::narrow_slot(State& state, BlockId from, ValueId loaded, Outcome outcome) {
    const Instruction& it = at(loaded);
    if (sound() && it.opcode != Opcode::load_cell && !is_module_body()) return;
    const ObjectId holder = it.opcode == Opcode::load_global
                                ? heap_.objects().variable(NameId{it.payload}, is_module_body())
                                : heap_.only_object(activation_.value_at(from, operand_id(it, 0)));
    if (!holder.valid()) return;
    const Slot slot =
        it.opcode == Opcode::get_attribute ? Slot::attribute(NameId{it.payload}) : Slot::content();
    const Value now = heap_.read(state, holder, slot);
    const Value seen = activation_.values[loaded.index()];
    if (now.objects != seen.objects || (now.plain - Kind::unbound) != seen.plain) return;
    const Instruction& end = at(ValueId{activation_.range_of(from).second - 1});
    const Value less = narrowed(state, {loaded, seen}, operand_id(end, 0), outcome);
    if (less == seen || less.nothing()) return;
    heap_.write(state, holder, slot, less, true);
}

}  // namespace doppelint::analysis
