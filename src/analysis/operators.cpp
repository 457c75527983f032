#include "analysis/interpreter.h"

namespace doppelint::analysis {

using heap::Assumption;
using heap::ContentBuilder;
using program::BinaryOperator;
using program::Comparison;

namespace {

constexpr Kinds kNumbers = Kinds(Kind::boolean) | Kind::integer | Kind::floating | Kind::complex;

struct Names {
    std::string_view plain, reflected, in_place;
};

Names names_of(BinaryOperator it) {
    switch (it) {
        case BinaryOperator::add: return {"__add__", "__radd__", "__iadd__"};
        case BinaryOperator::subtract: return {"__sub__", "__rsub__", "__isub__"};
        case BinaryOperator::multiply: return {"__mul__", "__rmul__", "__imul__"};
        case BinaryOperator::divide: return {"__truediv__", "__rtruediv__", "__itruediv__"};
        case BinaryOperator::floor_divide: return {"__floordiv__", "__rfloordiv__", "__ifloordiv__"};
        case BinaryOperator::modulo: return {"__mod__", "__rmod__", "__imod__"};
        case BinaryOperator::power: return {"__pow__", "__rpow__", "__ipow__"};
        case BinaryOperator::matrix_multiply: return {"__matmul__", "__rmatmul__", "__imatmul__"};
        case BinaryOperator::left_shift: return {"__lshift__", "__rlshift__", "__ilshift__"};
        case BinaryOperator::right_shift: return {"__rshift__", "__rrshift__", "__irshift__"};
        case BinaryOperator::bit_and: return {"__and__", "__rand__", "__iand__"};
        case BinaryOperator::bit_or: return {"__or__", "__ror__", "__ior__"};
        case BinaryOperator::bit_xor: return {"__xor__", "__rxor__", "__ixor__"};
    }
    return {};
}

// What an operator makes of two atoms; empty if they do not go together.
Kinds of_atoms(BinaryOperator how, Kinds left, Kinds right) {
    Kinds result;
    const Kinds texts = Kinds(Kind::string) | Kind::bytes;
    if (left.meets(kNumbers) && right.meets(kNumbers)) {
        const Kinds both = (left | right) & kNumbers;
        const bool whole = both.within(Kinds(Kind::boolean) | Kind::integer);
        if (whole && how == BinaryOperator::divide) {
            result |= Kind::floating;
        } else if (whole && how == BinaryOperator::power) {
            result |= Kinds(Kind::integer) | Kind::floating;
        } else {
            result |= whole ? both | Kind::integer : both | Kind::integer | Kind::floating;
        }
    }
    if (how == BinaryOperator::add) result |= left & right & texts;
    if (how == BinaryOperator::modulo) result |= left & texts;
    if (how == BinaryOperator::multiply) {
        if (right.meets(kNumbers)) result |= left & texts;
        if (left.meets(kNumbers)) result |= right & texts;
    }
    return result;
}

}  // namespace

// The operator that a function of the module `operator` stands for: `add`, `iadd`, `and_`.
std::optional<Interpreter::Operator> Interpreter::operator_of(std::string_view name) {
    if (name.ends_with('_')) name.remove_suffix(1);
    for (std::uint8_t at = 0; at <= static_cast<std::uint8_t>(BinaryOperator::bit_xor); ++at) {
        const auto how = static_cast<BinaryOperator>(at);
        const Names names = names_of(how);
        const auto is = [&](std::string_view method) { return name == method.substr(2, method.size() - 4); };
        if (is(names.plain)) return Operator{how, false};
        if (is(names.in_place)) return Operator{how, true};
    }
    return std::nullopt;
}

Value Interpreter::binary(State& state, ValueId id, const Instruction& it) {
    return operated(state, id, {static_cast<BinaryOperator>(it.detail), it.opcode == Opcode::in_place},
                    {operand(it, 0), operand_id(it, 0)}, {operand(it, 1), operand_id(it, 1)});
}

// Both operands are tried as what they may be: atoms with atoms, objects by their methods.
Value Interpreter::operated(State& state, ValueId id, Operator how, const Arguments::One& left,
                            const Arguments::One& right) {
    const Names names = names_of(how.how);
    if (left.value.is_any() || (right.value.is_any() && left.value.plain.has(Kind::opaque))) {
        const std::vector<Value> roots = {left.value, right.value};
        return unknown_call(state, id, roots);
    }
    Value result = heap::atoms(of_atoms(how.how, left.value.plain, right.value.plain));
    for (const ObjectId object : copy_of_objects(left.value)) {
        result = heap_.join(result, operate(state, id, object, left, right,
                                            how.in_place ? names.in_place : std::string_view(), names.plain));
    }
    if (!left.value.plain.empty()) {
        if (right.value.is_any())
            return heap_.join(result, unknown_call(state, id, std::span(&right.value, 1)));
        for (const ObjectId object : copy_of_objects(right.value)) {
            result = heap_.join(result, operate(state, id, object, right, left, {}, names.reflected));
        }
    }
    if (result.nothing()) result = heap::atoms(Kind::other_atom);
    return result;
}

Value Interpreter::operate(State& state, ValueId id, ObjectId object, const Arguments::One& self,
                           const Arguments::One& other, std::string_view in_place, std::string_view plain) {
    const std::string_view class_name = method_class(object);
    if (class_name.empty()) return unknown_operation(state, id, object, self, other, !in_place.empty());
    if (in_place.empty() && plain == "__add__" && faulty(Fault::plus_is_in_place))
        return heap_.value_of(object);
    for (const std::string_view name : {in_place, plain}) {
        if (name.empty() || (name == in_place && faulty(Fault::in_place_makes_new))) continue;
        const auto models = context_.library.methods(class_name, name);
        if (models.empty()) continue;
        Arguments arguments;
        arguments.add(heap_.value_of(object), self.carrier);
        arguments.add(other.value, other.carrier);
        return apply(state, id, models, arguments, Access::method, heap_.only_object(self.value).valid());
    }
    const std::vector<Value> roots = {heap_.value_of(object), other.value};
    return unknown_call(state, id, roots);
}

// An operator on something of unknown class. `+=` with a number or text on the right changes nothing there.
Value Interpreter::unknown_operation(State& state, ValueId id, ObjectId object, const Arguments::One& self,
                                     const Arguments::One& other, bool in_place) {
    const std::vector<Value> roots = {heap_.value_of(object), other.value};
    if (sound()) {
        changed(state, {id, object, self.value, self.carrier, ChangeKind::other, false, {}});
        return heap_.join(unknown_call(state, id, roots), heap_.value_of(object));
    }
    assume_that(state, Assumption::plain_operator);
    const ObjectId made_here = heap_.objects().made(id, 0, Kind::opaque);
    Value result = made(state, id, 0, Kind::opaque, symbolic_content(made_here, id));
    if (in_place && !other.value.only_atoms()) {
        changed(state, {id, object, self.value, self.carrier, ChangeKind::other, false, {}});
        result = heap_.join(result, heap_.value_of(object));
    } else if (other.value.only_atoms()) {
        result = heap_.join(result, heap::atoms(other.value.plain & models::kAtoms));
    }
    return result;
}

ContentBuilder Interpreter::symbolic_content(ObjectId object, ValueId id) const {
    ContentBuilder content;
    content.head().base = {heap::Base::What::symbolic, object, epoch_of(id)};
    return content;
}

Value Interpreter::unary(State& state, ValueId id, const Instruction& it) {
    const Value value = operand(it, 0);
    const auto how = static_cast<program::UnaryOperator>(it.detail);
    if (how == program::UnaryOperator::not_) {
        if (sound() && heap_.kinds_of(value).meets(Kinds(Kind::opaque) | Kind::instance)) {
            static_cast<void>(unknown_call(state, id, std::span(&value, 1)));
        }
        return heap::atoms(Kind::boolean);
    }
    if (value.only_atoms()) {
        Kinds kinds = value.plain & kNumbers;
        if (kinds.has(Kind::boolean)) kinds = (kinds - Kind::boolean) | Kind::integer;
        return heap::atoms(kinds.empty() ? Kinds(Kind::integer) : kinds);
    }
    return unknown_call(state, id, std::span(&value, 1));
}

Value Interpreter::compare(State& state, ValueId id, const Instruction& it) {
    const auto how = static_cast<Comparison>(it.detail);
    const Value left = operand(it, 0);
    const Value right = operand(it, 1);
    if (how == Comparison::is || how == Comparison::is_not) {
        note_identity(state, id, left, right);
        return heap::atoms(Kind::boolean);
    }
    if (how == Comparison::in || how == Comparison::not_in) consume_iterators(state, right);
    observe(state, id, left);
    observe(state, id, right);
    const Kinds strangers = Kinds(Kind::opaque) | Kind::instance | Kind::class_;
    if (sound() && (heap_.kinds_of(left).meets(strangers) || heap_.kinds_of(right).meets(strangers))) {
        const std::vector<Value> roots = {left, right};
        return heap_.join(unknown_call(state, id, roots), heap::atoms(Kind::boolean));
    }
    return heap::atoms(Kind::boolean);
}

}  // namespace doppelint::analysis
