#include "analysis/operators.h"

#include <algorithm>
#include <array>
#include <string>

#include "analysis/parts.h"
#include "analysis/protocols.h"

namespace doppelint::analysis {

using heap::Assumption;
using program::BinaryOperator;
using program::Comparison;

namespace {

constexpr Kinds kNumbers = Kinds(Kind::boolean) | Kind::integer | Kind::floating | Kind::complex;

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

std::optional<Operators::Operator> Operators::operator_of(std::string_view name) {
    if (name.ends_with('_')) name.remove_suffix(1);
    for (std::uint8_t at = 0; at <= static_cast<std::uint8_t>(BinaryOperator::bit_xor); ++at) {
        const auto how = static_cast<BinaryOperator>(at);
        const OperatorMethods names = methods_of(how);
        const auto is = [&](std::string_view method) { return name == method.substr(2, method.size() - 4); };
        if (is(names.plain)) return Operator{how, false};
        if (is(names.in_place)) return Operator{how, true};
    }
    return std::nullopt;
}

Value Operators::binary(State& state, ValueId id, const Instruction& it) {
    if (it.opcode == Opcode::binary) {
        parts_.ledger.observe(state, id, operand(it, 0));
        parts_.ledger.observe(state, id, operand(it, 1));
    }
    return operated(state, id, {static_cast<BinaryOperator>(it.detail), it.opcode == Opcode::in_place},
                    {operand(it, 0), operand_id(it, 0)}, {operand(it, 1), operand_id(it, 1)});
}

Value Operators::operated(State& state, ValueId id, Operator how, const Arguments::One& left,
                          const Arguments::One& right) {
    const OperatorMethods names = methods_of(how.how);
    if (left.value.is_any()) return parts_.outside.call(state, id, std::vector{left.value, right.value});
    Value result = heap::atoms(of_atoms(how.how, left.value.plain, right.value.plain));
    const std::string_view in_place = how.in_place ? names.in_place : std::string_view();
    for (const ObjectId object : objects_of(left.value)) {
        result = heap_.join(
            result, operate(state, id, {object, left, right, in_place, names.plain, names.reflected}));
    }
    if (!left.value.plain.empty()) {
        if (right.value.is_any()) return heap_.join(result, parts_.outside.call(state, id, right.value));
        for (const ObjectId object : objects_of(right.value)) {
            result = heap_.join(result, operate(state, id, {object, right, left, {}, names.reflected, {}}));
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
        const Value given = parts_.models.apply(state, id, models, arguments, ModelCalls::Access::method,
                                                heap_.only_object(on.self.value).valid());
        return name == on.in_place ? given : heap_.join(given, given_by_stranger(state, id, on));
    }
    return parts_.outside.call(state, id, std::vector{self, on.other.value});
}

// `[1, 2] * units.m`: a list or tuple leaves it to the other side what comes of both, unless that is as plain
// as itself. What a module offers may be anything; of a parameter it is taken for granted that it is a
// number, or a list as well.
Value Operators::given_by_stranger(State& state, ValueId id, const Operand& on) {
    const Kind kind = heap_.objects()[on.object].kind;
    const bool is_sequence = kind == Kind::list || kind == Kind::tuple;
    if (!is_sequence || !heap_.kinds_of(on.other.value).has(Kind::opaque)) return {};
    if (!sound() && !is_offered_by_module(on.other.value)) return {};
    if (sound())
        return parts_.outside.call(state, id, std::vector{heap_.value_of(on.object), on.other.value});
    const ObjectId new_object = heap_.objects().made(id, 0, Kind::opaque);
    return make(state, {id, 0, Kind::opaque}, parts_.outside.content(new_object, id));
}

bool Operators::is_offered_by_module(const Value& value) const {
    return std::ranges::any_of(heap_.objects_of(value), [&](ObjectId it) {
        const heap::Object& object = heap_.objects()[it];
        const bool is_member =
            object.origin == heap::Origin::child && object.slot.kind() == heap::SlotKind::attribute;
        return object.origin == heap::Origin::external ||
               (is_member && heap_.objects()[object.parent].kind == Kind::module);
    });
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

// What instances flow to the operands, and what these have.
std::optional<Value> Operators::operation_by_flow(State& state, ValueId id, const Operand& on) {
    std::optional<Value> result;
    const Arguments::One self{heap_.value_of(on.object), on.self.carrier};
    for (const std::string_view name : {on.in_place, on.plain}) {
        if (name.empty() || result) continue;
        result = parts_.special.ask(state, id, name, self, std::span(&on.other, 1));
    }
    if (on.reflected.empty()) return result;
    const auto given = parts_.special.ask(state, id, on.reflected, on.other, std::span(&self, 1));
    return given && result ? heap_.join(*result, *given) : given ? given : result;
}

// What passed a test for tuples, texts or numbers: `if isinstance(bases, tuple)`.
bool Operators::is_immutable(Kinds narrowed) {
    constexpr Kinds kImmutable =
        (models::kAtoms - Kind::none - Kind::unbound) | Kind::tuple | Kind::frozenset;
    return narrowed.meets(kImmutable) && (narrowed - kImmutable - Kind::instance).empty();
}

// An operator on something of unknown class. `+=` with a number or text on the right changes nothing there.
Value Operators::unknown_operation(State& state, ValueId id, const Operand& on) {
    const Value self = heap_.value_of(on.object);
    const auto changed = [&] {
        parts_.ledger.changed(
            state, {id, on.object, on.self.value, on.self.carrier, ChangeKind::augments, false, {}});
    };
    if (sound()) {
        changed();
        return heap_.join(parts_.outside.call(state, id, std::vector{self, on.other.value}), self);
    }
    const auto given = operation_by_flow(state, id, on);
    // Beside a number, what flows to the left may not be all: it may well be a number, too.
    if (given && !on.other.value.only_atoms()) return *given;
    assume_that(state, Assumption::plain_operator);
    const ObjectId new_object = heap_.objects().made(id, 0, Kind::opaque);
    Value result = make(state, {id, 0, Kind::opaque}, parts_.outside.content(new_object, id));
    if (given) result = heap_.join(result, *given);
    if (on.other.value.only_atoms()) {
        result = heap_.join(result, heap::atoms(on.other.value.plain & models::kAtoms));
    } else if (!on.in_place.empty() && !is_immutable(on.self.value.narrowed)) {
        // Where the right side may be a number or text, so is the left.
        if (!on.other.value.plain.meets(models::kAtoms - Kind::none - Kind::unbound)) changed();
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
    const auto given = parts_.special.ask(state, id, method_of(how), {value, operand_id(it, 0)});
    return given ? *given : parts_.outside.call(state, id, value);
}

// The register x of `id(x)`.
ValueId Operators::identified_by(ValueId number) {
    const Instruction& call = at(origin_of(number));
    if (call.opcode != Opcode::call || call.operand_count != 2) return {};
    const ObjectId callee = heap_.only_object(operand(call, 0));
    const bool is_id = callee.valid() && heap_.objects()[callee].origin == heap::Origin::external &&
                       heap_.objects().external_name(callee) == "builtins.id";
    return is_id ? operand_id(call, 1) : ValueId{};
}

Value Operators::compare(State& state, ValueId id, const Instruction& it) {
    const auto how = static_cast<Comparison>(it.detail);
    const Value left = operand(it, 0);
    const Value right = operand(it, 1);
    if (how == Comparison::is || how == Comparison::is_not) {
        parts_.ledger.note_identity(state, id, {left, operand_id(it, 0)}, {right, operand_id(it, 1)});
        parts_.ledger.note_self_comparison(state, id, left, right);
        return heap::atoms(Kind::boolean);
    }
    if (how == Comparison::in || how == Comparison::not_in) {
        parts_.walks.begin(state, id, right, operand_id(it, 1));
        parts_.walks.some(state, right);
    } else {
        parts_.ledger.note_self_comparison(state, id, left, right);
        const ValueId one = identified_by(operand_id(it, 0));
        const ValueId other = identified_by(operand_id(it, 1));
        const bool asks = how == Comparison::equal || how == Comparison::not_equal;
        if (asks && one.valid() && other.valid()) {
            parts_.ledger.note_identity(state, id, {value_of(one), one}, {value_of(other), other});
        }
    }
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
    std::optional<Value> given;
    if (asks_right) {
        given = parts_.special.ask(state, id, "__contains__", other, std::span(&one, 1));
        if (!given) ask_items(state, id, right, one);
    } else {
        const OperatorMethods names = methods_of(how);
        given = parts_.special.ask(state, id, names.plain, one, std::span(&other, 1));
        if (!given) given = parts_.special.ask(state, id, names.reflected, other, std::span(&one, 1));
    }
    return given ? heap_.join(*given, heap::atoms(Kind::boolean)) : heap::atoms(Kind::boolean);
}

// `x in xs` compares x with what xs holds.
void Operators::ask_items(State& state, ValueId id, const Value& container, const Arguments::One& item) {
    constexpr Kinds kHolders = Kinds(Kind::list) | Kind::tuple | Kind::set | Kind::frozenset | Kind::dict;
    if (context_.summaries == nullptr) return;
    for (const ObjectId object : objects_of(container)) {
        const Kind kind = heap_.objects()[object].kind;
        if (!kHolders.has(kind)) continue;
        const Value items = kind == Kind::dict ? parts_.iteration.keys_of(state, id, heap_.value_of(object))
                                               : heap_.read_items(state, object);
        parts_.special.run(state, id, "__eq__", {items, ValueId{}}, std::span(&item, 1));
    }
    parts_.special.run(state, id, "__eq__", item);
}

// The truth of an object of the project's classes.
void Operators::ask_truth(State& state, ValueId id, const Arguments::One& value) {
    parts_.special.run(state, id, "__bool__", value);
}

}  // namespace doppelint::analysis
