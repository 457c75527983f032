#include "analysis/operators.h"

#include <array>

#include "analysis/parts.h"

namespace doppelint::analysis {

using heap::Assumption;
using program::BinaryOperator;
using program::Comparison;

namespace {

constexpr Kinds kNumbers = Kinds(Kind::boolean) | Kind::integer | Kind::floating | Kind::complex;

struct MethodNames {
    std::string_view plain, reflected, in_place;
};

MethodNames names_of(BinaryOperator it) {
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

std::string_view method_of(Comparison how) {
    switch (how) {
        case Comparison::less: return "__lt__";
        case Comparison::less_equal: return "__le__";
        case Comparison::greater: return "__gt__";
        case Comparison::greater_equal: return "__ge__";
        case Comparison::not_equal: return "__ne__";
        default: return "__eq__";
    }
}

std::string_view reflected_method_of(Comparison how) {
    switch (how) {
        case Comparison::less: return "__gt__";
        case Comparison::less_equal: return "__ge__";
        case Comparison::greater: return "__lt__";
        case Comparison::greater_equal: return "__le__";
        default: return method_of(how);
    }
}

}  // namespace

std::optional<Operators::Operator> Operators::operator_of(std::string_view name) {
    if (name.ends_with('_')) name.remove_suffix(1);
    for (std::uint8_t at = 0; at <= static_cast<std::uint8_t>(BinaryOperator::bit_xor); ++at) {
        const auto how = static_cast<BinaryOperator>(at);
        const MethodNames names = names_of(how);
        const auto is = [&](std::string_view method) { return name == method.substr(2, method.size() - 4); };
        if (is(names.plain)) return Operator{how, false};
        if (is(names.in_place)) return Operator{how, true};
    }
    return std::nullopt;
}

Value Operators::binary(State& state, ValueId id, const Instruction& it) {
    return operated(state, id, {static_cast<BinaryOperator>(it.detail), it.opcode == Opcode::in_place},
                    {operand(it, 0), operand_id(it, 0)}, {operand(it, 1), operand_id(it, 1)});
}

Value Operators::operated(State& state, ValueId id, Operator how, const Arguments::One& left,
                          const Arguments::One& right) {
    const MethodNames names = names_of(how.how);
    if (left.value.is_any()) return parts_.outside.call(state, id, std::vector{left.value, right.value});
    Value result = heap::atoms(of_atoms(how.how, left.value.plain, right.value.plain));
    const std::string_view in_place = how.in_place ? names.in_place : std::string_view();
    for (const ObjectId object : objects_of(left.value)) {
        result = heap_.join(result, operate(state, id, {object, left, right, in_place, names.plain}));
    }
    if (!left.value.plain.empty()) {
        if (right.value.is_any()) return heap_.join(result, parts_.outside.call(state, id, right.value));
        for (const ObjectId object : objects_of(right.value)) {
            result = heap_.join(result, operate(state, id, {object, right, left, {}, names.reflected}));
        }
    }
    return result.nothing() ? heap::atoms(Kind::other_atom) : result;
}

Value Operators::operate(State& state, ValueId id, const Operand& on) {
    if (const auto given = project_operation(state, id, on)) return *given;
    const std::string_view class_name = parts_.classes.method_class(on.object);
    if (class_name.empty()) return unknown_operation(state, id, on);
    const Value self = heap_.value_of(on.object);
    if (on.in_place.empty() && on.plain == "__add__" && faulty(Fault::plus_is_in_place)) return self;
    for (const std::string_view name : {on.in_place, on.plain}) {
        if (name.empty() || (name == on.in_place && faulty(Fault::in_place_makes_new))) continue;
        const auto models = context_.library.methods(class_name, name);
        if (models.empty()) continue;
        Arguments arguments;
        arguments.add(self, on.self.carrier);
        arguments.add(on.other.value, on.other.carrier);
        return parts_.models.apply(state, id, models, arguments, ModelCalls::Access::method,
                                   heap_.only_object(on.self.value).valid());
    }
    return parts_.outside.call(state, id, std::vector{self, on.other.value});
}

// The operator of a class of the project.
std::optional<Value> Operators::project_operation(State& state, ValueId id, const Operand& on) {
    if (!parts_.members.has_class(on.object)) return std::nullopt;
    Arguments other;
    other.add(on.other.value, on.other.carrier);
    for (const std::string_view name : {on.in_place, on.plain}) {
        if (name.empty() || !parts_.members.has_member(on.object, name)) continue;
        return parts_.members.call(state, id, on.object, on.self, name, other);
    }
    return std::nullopt;
}

// An operator on something of unknown class. `+=` with a number or text on the right changes nothing there.
Value Operators::unknown_operation(State& state, ValueId id, const Operand& on) {
    const Value self = heap_.value_of(on.object);
    const auto changed = [&] {
        parts_.ledger.changed(state,
                              {id, on.object, on.self.value, on.self.carrier, ChangeKind::other, false, {}});
    };
    if (sound()) {
        changed();
        return heap_.join(parts_.outside.call(state, id, std::vector{self, on.other.value}), self);
    }
    assume_that(state, Assumption::plain_operator);
    const ObjectId new_object = heap_.objects().made(id, 0, Kind::opaque);
    Value result = make(state, {id, 0, Kind::opaque}, parts_.outside.content(new_object, id));
    if (on.other.value.only_atoms()) {
        result = heap_.join(result, heap::atoms(on.other.value.plain & models::kAtoms));
    } else if (!on.in_place.empty()) {
        changed();
        result = heap_.join(result, self);
    }
    return result;
}

Value Operators::unary(State& state, ValueId id, const Instruction& it) {
    const Value value = operand(it, 0);
    const auto how = static_cast<program::UnaryOperator>(it.detail);
    if (how == program::UnaryOperator::not_) {
        ask_truth(state, id, {value, operand_id(it, 0)});
        if (sound() && heap_.kinds_of(value).meets(Kinds(Kind::opaque) | Kind::instance)) {
            parts_.outside.run(state, id, value);
        }
        return heap::atoms(Kind::boolean);
    }
    if (value.only_atoms()) {
        Kinds kinds = value.plain & kNumbers;
        if (kinds.has(Kind::boolean)) kinds = (kinds - Kind::boolean) | Kind::integer;
        return heap::atoms(kinds.empty() ? Kinds(Kind::integer) : kinds);
    }
    constexpr std::array<std::string_view, 3> kMethods{"__neg__", "__pos__", "__invert__"};
    const Arguments::One self{value, operand_id(it, 0)};
    const auto given = call_special(state, id, self, kMethods[static_cast<std::size_t>(how)], {});
    return given ? *given : parts_.outside.call(state, id, value);
}

Value Operators::compare(State& state, ValueId id, const Instruction& it) {
    const auto how = static_cast<Comparison>(it.detail);
    const Value left = operand(it, 0);
    const Value right = operand(it, 1);
    if (how == Comparison::is || how == Comparison::is_not) {
        parts_.ledger.note_identity(state, id, left, right);
        return heap::atoms(Kind::boolean);
    }
    if (how == Comparison::in || how == Comparison::not_in) parts_.iteration.consume_iterators(state, right);
    parts_.ledger.observe(state, id, left);
    parts_.ledger.observe(state, id, right);
    const Kinds strangers = Kinds(Kind::opaque) | Kind::instance | Kind::class_;
    if (sound() && (heap_.kinds_of(left).meets(strangers) || heap_.kinds_of(right).meets(strangers))) {
        return heap_.join(parts_.outside.call(state, id, std::vector{left, right}),
                          heap::atoms(Kind::boolean));
    }
    const bool asks_right = how == Comparison::in || how == Comparison::not_in;
    const Arguments::One one{left, operand_id(it, 0)};
    const Arguments::One other{right, operand_id(it, 1)};
    const auto given = asks_right ? call_special(state, id, other, "__contains__", {one})
                                  : call_special(state, id, one, method_of(how), {other});
    if (given) return heap_.join(*given, heap::atoms(Kind::boolean));
    if (asks_right) return heap::atoms(Kind::boolean);
    const auto reflected = call_special(state, id, other, reflected_method_of(how), {one});
    return reflected ? heap_.join(*reflected, heap::atoms(Kind::boolean)) : heap::atoms(Kind::boolean);
}

std::optional<Value> Operators::call_special(State& state, ValueId id, const Arguments::One& self,
                                             std::string_view name, std::vector<Arguments::One> others) {
    std::optional<Value> result;
    Arguments arguments;
    arguments.positional = std::move(others);
    for (const ObjectId object : objects_of(self.value)) {
        if (!parts_.members.has_member(object, name)) continue;
        const auto given = parts_.members.call(state, id, object, self, name, arguments);
        if (given) result = result ? heap_.join(*result, *given) : *given;
    }
    return result;
}

// The truth of an object of the project's classes.
void Operators::ask_truth(State& state, ValueId id, const Arguments::One& value) {
    if (!call_special(state, id, value, "__bool__", {})) {
        static_cast<void>(call_special(state, id, value, "__len__", {}));
    }
}

}  // namespace doppelint::analysis
