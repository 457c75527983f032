#include "analysis/patterns.h"

#include "analysis/parts.h"

namespace doppelint::analysis {

using heap::ContentBuilder;
using heap::Slot;

Value Patterns::evaluate(State& state, ValueId id, const Instruction& it) {
    const Value subject = operand(it, 0);
    switch (it.opcode) {
        case Opcode::match_exception:
        case Opcode::match_sequence:
        case Opcode::match_mapping: return test(state, id, subject);
        case Opcode::match_class: {
            const Arguments::One one{subject, operand_id(it, 0)};
            parts_.special.run(state, id, "__instancecheck__", {operand(it, 1), operand_id(it, 1)},
                               std::span(&one, 1));
            return test(state, id, subject);
        }
        case Opcode::exception_group_rest: return parts_.outside.result(state, id);
        case Opcode::match_item: return item(state, id, it);
        case Opcode::match_key: return value_of_key(state, id, it);
        case Opcode::match_rest: return rest(state, id, subject);
        case Opcode::match_positional: return positional(state, id, it);
        default: return heap::anything();
    }
}

Value Patterns::test(State& state, ValueId id, const Value& subject) {
    if (sound() && heap_.kinds_of(subject).meets(Kinds(Kind::opaque) | Kind::instance)) {
        parts_.outside.run(state, id, subject);
    }
    return heap::atoms(Kind::boolean);
}

template <class PartOf>
Value Patterns::part_of(State& state, ValueId id, const Value& subject, PartOf&& part) {
    if (subject.is_any()) return parts_.outside.call(state, id, subject);
    Value result;
    for (const ObjectId object : objects_of(subject)) {
        const bool may_run_code = sound() && heap_.objects()[object].kind == Kind::opaque;
        result = heap_.join(
            result, may_run_code ? parts_.outside.call(state, id, heap_.value_of(object)) : part(object));
    }
    return result.nothing() ? heap::atoms(Kind::other_atom) : result;
}

Value Patterns::item(State& state, ValueId id, const Instruction& it) {
    const Value subject = operand(it, 0);
    const auto any_item = [&](ObjectId object) { return heap_.read_items(state, object); };
    const auto shape = matched_shape(id, it);
    if (!shape) return part_of(state, id, subject, any_item);
    if (shape->starred && it.payload == shape->before) {
        ContentBuilder list;
        list.head().distinct = heap::Distinct::unknown;
        list.set(Slot::rest(), part_of(state, id, subject, any_item));
        return make(state, {id, 0, Kind::list}, list);
    }
    const bool from_start = !shape->starred || it.payload < shape->before;
    if (!from_start || it.payload >= heap_.limits().places) return part_of(state, id, subject, any_item);
    return part_of(state, id, subject, [&](ObjectId object) {
        return heap_.read_item(state, object, {true, Slot::index(it.payload)});
    });
}

// The attribute that the class says stands at this place.
Value Patterns::positional(State& state, ValueId id, const Instruction& it) {
    const Value subject = operand(it, 0);
    const ObjectId of = heap_.only_object(operand(it, 1));
    const project::ClassInfo* const info =
        of.valid() && parts_.members.has_class(of)
            ? context_.project->classes().find(heap_.objects().class_of(of).code)
            : nullptr;
    const NameId name =
        info != nullptr
            ? activation_.words.find_or_add(context_.project->classes().match_argument(*info, it.payload))
            : NameId{};
    if (!name.valid() || subject.is_any()) return parts_.outside.call(state, id, subject);
    Value result;
    for (const ObjectId one : objects_of(subject)) {
        result = heap_.join(result, parts_.attributes.attribute_of(state, id, one, name));
    }
    return result;
}

Value Patterns::value_of_key(State& state, ValueId id, const Instruction& it) {
    const Value key = operand(it, 1);
    return part_of(state, id, operand(it, 0), [&](ObjectId object) {
        return heap_.read_item(state, object, parts_.items.item_key(state, object, key));
    });
}

Value Patterns::rest(State& state, ValueId id, const Value& subject) {
    ContentBuilder dict;
    dict.head().distinct = heap::Distinct::unknown;
    dict.set(Slot::rest(), parts_.iteration.values_of(state, id, subject));
    dict.set(Slot::keys(), parts_.iteration.keys_of(state, id, subject));
    return make(state, {id, 0, Kind::dict}, dict);
}

// The shape of the sequence pattern that this item belongs to.
std::optional<program::Unpacking> Patterns::matched_shape(ValueId id, const Instruction& it) const {
    const ValueId subject = operand_id(it, 0);
    for (std::uint32_t index = id.index(); index-- > 0;) {
        const Instruction& before = at(ValueId{index});
        if (before.opcode == Opcode::match_sequence && operand_id(before, 0) == subject) {
            return program::Unpacking::from(before.payload);
        }
    }
    return std::nullopt;
}

}  // namespace doppelint::analysis
