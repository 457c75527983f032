#include "analysis/interpreter.h"

namespace doppelint::analysis {

using heap::Slot;
using program::Comparison;
using program::ConstantKind;
using program::Outcome;

namespace {

constexpr Kinds kAlwaysTrue = Kinds(Kind::function) | Kind::class_ | Kind::method | Kind::module |
                              Kind::generator | Kind::iterator | Kind::cell;

// Containers whose truth is whether they hold anything.
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

// The part of the value whose truth is `outcome`.
Value Interpreter::truthy(const State& state, const Value& value, Outcome outcome) {
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

// What is known of a register whose value was tested by `condition` with this outcome.
Value Interpreter::narrowed(const State& state, const Value& value, ValueId tested, ValueId condition,
                            Outcome outcome) {
    const ValueId origin = origin_of(tested);
    ValueId test = origin_of(condition);
    while (is_negation(test) && test != origin) {
        test = origin_of(operand_id(at(test), 0));
        outcome = opposite(outcome);
    }
    if (test == origin) return truthy(state, value, outcome);
    const Instruction& it = at(test);
    if (it.opcode == Opcode::compare) return narrowed_by_comparison(value, origin, it, outcome);
    if (it.opcode == Opcode::call && it.operand_count == 3 && origin_of(operand_id(it, 1)) == origin) {
        return narrowed_by_class(value, it, outcome);
    }
    return value;
}

bool Interpreter::is_negation(ValueId id) const {
    return at(id).opcode == Opcode::unary &&
           static_cast<program::UnaryOperator>(at(id).detail) == program::UnaryOperator::not_;
}

// `value is None`, `value is not 0`, and `==` with None where nobody overloads it.
Value Interpreter::narrowed_by_comparison(const Value& value, ValueId origin, const Instruction& it,
                                          Outcome outcome) {
    const auto how = static_cast<Comparison>(it.detail);
    const bool by_identity = how == Comparison::is || how == Comparison::is_not;
    const bool by_value = how == Comparison::equal || how == Comparison::not_equal;
    if (!by_identity && !by_value) return value;
    const bool negative = how == Comparison::is_not || how == Comparison::not_equal;
    const bool equals = ((outcome == Outcome::truthy) != negative) != faulty(Fault::none_test_inverted);
    for (std::uint32_t side = 0; side < 2; ++side) {
        if (origin_of(operand_id(it, side)) != origin) continue;
        const Value other = operand(it, 1 - side);
        if (other.plain == Kinds(Kind::none) && other.only_atoms()) {
            // Anything may call itself equal to None; only None is sure to be.
            if (equals && by_value) return value;
            return heap_.narrowed_to(value, equals ? Kinds(Kind::none) : models::kAllKinds - Kind::none);
        }
        if (by_identity && equals && other.only_atoms()) return heap_.narrowed_to(value, other.plain);
    }
    return value;
}

// `isinstance(value, class)` of the builtin classes.
Value Interpreter::narrowed_by_class(const Value& value, const Instruction& it, Outcome outcome) {
    const ObjectId callee = heap_.only_object(operand(it, 0));
    if (!callee.valid() || heap_.objects()[callee].origin != heap::Origin::external) return value;
    if (heap_.objects().external_name(callee) != "builtins.isinstance") return value;
    Kinds kinds;
    std::vector<Value> classes = {operand(it, 2)};
    const ObjectId tuple = heap_.only_object(classes[0]);
    if (tuple.valid() && heap_.objects()[tuple].kind == Kind::tuple) {
        const auto* const content = blocks_[current_.index()].entry.contents.find(tuple.index());
        if (content == nullptr) return value;
        classes.clear();
        for (const heap::SlotValue& slot : (*content)->slots()) classes.push_back(slot.value);
    }
    for (const Value& one : classes) {
        const ObjectId class_ = heap_.only_object(one);
        if (!class_.valid() || heap_.objects()[class_].origin != heap::Origin::external) return value;
        const models::Class* const known = context_.library.find_class(heap_.objects().external_name(class_));
        if (known == nullptr) return value;
        kinds |= known->kind;
        if (known->kind == Kind::integer) kinds |= Kind::boolean;
    }
    // A subclass of list is an instance of list, and of a kind of its own.
    if (outcome == Outcome::truthy) return heap_.narrowed_to(value, kinds | Kind::instance);
    return heap_.narrowed_to(value, models::kAllKinds - (kinds & models::kAtoms));
}

Value Interpreter::assume(const State& state, const Instruction& it) {
    return narrowed(state, operand(it, 0), operand_id(it, 0), operand_id(it, 1),
                    static_cast<Outcome>(it.detail));
}

// A test of what a variable of the heap or an attribute holds says something of that slot too.
void Interpreter::narrow_slots(State& state, BlockId from, Outcome outcome) {
    const Instruction& end = instructions_[range_of(from).second - 1];
    const ValueId condition = operand_id(end, 0);
    const ValueId test = origin_of(condition);
    const auto narrow = [&](ValueId loaded) {
        const Instruction& it = at(loaded);
        ObjectId holder;
        Slot slot = Slot::content();
        if (it.opcode == Opcode::load_cell || it.opcode == Opcode::get_attribute) {
            holder = heap_.only_object(value_at(from, operand_id(it, 0)));
            if (it.opcode == Opcode::get_attribute) slot = Slot::attribute(NameId{it.payload});
        } else if (it.opcode == Opcode::load_global) {
            holder = heap_.objects().variable(NameId{it.payload}, is_module_body());
        }
        if (!holder.valid() || (sound() && it.opcode != Opcode::load_cell && !is_module_body())) return;
        const Value now = heap_.read(state, holder, slot);
        Value seen = values_[loaded.index()];
        if (now.objects != seen.objects || (now.plain - Kind::unbound) != seen.plain) return;
        const Value less = narrowed(state, seen, loaded, condition, outcome);
        if (less == seen || less.nothing()) return;
        heap_.write(state, holder, slot, less, true);
    };
    const auto can_narrow = [&](ValueId id) {
        if (!id.valid()) return false;
        const Opcode opcode = at(id).opcode;
        return opcode == Opcode::load_cell || opcode == Opcode::get_attribute ||
               opcode == Opcode::load_global;
    };
    if (can_narrow(test)) narrow(test);
    if (!test.valid() || at(test).opcode != Opcode::compare) return;
    const ValueId left = operand_id(at(test), 0);
    if (can_narrow(left)) narrow(left);
}

}  // namespace doppelint::analysis
