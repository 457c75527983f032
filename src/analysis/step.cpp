#include "analysis/interpreter.h"

namespace doppelint::analysis {

using heap::ContentBuilder;
using heap::Slot;
using program::Outcome;

// Runs one instruction: its value goes to its register, the rest to the state.
void Interpreter::step(State& state, ValueId id) {
    made_by_step_.clear();
    const Instruction& it = at(id);
    switch (it.opcode) {
        // Ends
        case Opcode::jump:
        case Opcode::branch:
        case Opcode::iterate:
        case Opcode::select:
        case Opcode::return_value:
        case Opcode::raise:
        case Opcode::assert_failed:
        case Opcode::reraise:
        case Opcode::unreachable: return end_block(state, id, it);
        // Effects
        case Opcode::unbind:
        case Opcode::annotate: return;
        case Opcode::store_cell: return store_cell(state, id, it);
        case Opcode::delete_cell: return store_variable(state, operand(it, 0), heap::atoms(Kind::unbound));
        case Opcode::store_global:
            return store_variable(
                state, heap_.value_of(heap_.objects().variable(NameId{it.payload}, is_module_body())),
                operand(it, 0));
        case Opcode::delete_global:
            return store_variable(
                state, heap_.value_of(heap_.objects().variable(NameId{it.payload}, is_module_body())),
                heap::atoms(Kind::unbound));
        case Opcode::store_local_name:
            return store_variable(state, heap_.value_of(heap_.objects().local_variable(NameId{it.payload})),
                                  operand(it, 0));
        case Opcode::delete_local_name:
            return store_variable(state, heap_.value_of(heap_.objects().local_variable(NameId{it.payload})),
                                  heap::atoms(Kind::unbound));
        case Opcode::set_attribute: return set_attribute(state, id, it);
        case Opcode::delete_attribute: return delete_attribute(state, id, it);
        case Opcode::set_item: return set_item(state, id, it);
        case Opcode::delete_item: return delete_item(state, id, it);
        case Opcode::list_append:
        case Opcode::list_extend:
        case Opcode::set_add:
        case Opcode::set_update:
        case Opcode::dict_insert:
        case Opcode::dict_update: return build(state, id, it);
        case Opcode::import_star:
        case Opcode::exit_context: {
            const Value manager = operand(it, 0);
            static_cast<void>(unknown_call(state, id, std::span(&manager, 1)));
            return;
        }
        default: set_value(id, evaluate(state, id, it));
    }
}

Value Interpreter::evaluate(State& state, ValueId id, const Instruction& it) {
    switch (it.opcode) {
        case Opcode::constant: return constant(it);
        case Opcode::parameter: return parameter(state, id, it);
        case Opcode::capture: return capture(it);
        case Opcode::undefined: return heap::atoms(Kind::unbound);
        case Opcode::incomplete: return unknown_call(state, id, {});
        case Opcode::caught: return unknown_result(state, id);
        case Opcode::phi: return phi(current_, it, id);
        case Opcode::assume: {
            const Value result = assume(state, it);
            if (result.nothing()) state.reachable = false;
            return result;
        }
        case Opcode::read:
        case Opcode::read_checked: {
            Value result = operand(it, 0);
            if (it.opcode == Opcode::read_checked) result.plain = result.plain - Kind::unbound;
            observe_name(state, id, NameId{it.payload}, result);
            return result;
        }
        case Opcode::bind: {
            const Value value = operand(it, 0);
            note_binding(state, id, NameId{it.payload}, value);
            return value;
        }
        case Opcode::make_cell: {
            ContentBuilder content;
            content.set(Slot::content(),
                        operand_id(it, 0).valid() ? operand(it, 0) : heap::atoms(Kind::unbound));
            return made(state, id, 0, Kind::cell, content);
        }
        case Opcode::load_cell: return load_cell(state, it);
        case Opcode::load_global: return load_global(state, NameId{it.payload});
        case Opcode::load_local_name: return load_local_name(state, it);
        case Opcode::get_attribute: return get_attribute(state, id, it);
        case Opcode::get_item: return get_item(state, id, it);
        case Opcode::make_slice: return heap::atoms(Kind::other_atom);
        case Opcode::make_list: return make_sequence(state, id, it, Kind::list);
        case Opcode::make_tuple: return make_sequence(state, id, it, Kind::tuple);
        case Opcode::make_set: return make_sequence(state, id, it, Kind::set);
        case Opcode::make_dict: return make_dict(state, id, it);
        case Opcode::format_value:
        case Opcode::build_string: return format(state, id, it);
        case Opcode::build_template: {
            Value parts;
            for (std::uint32_t at = 0; at < it.operand_count; ++at)
                parts = heap_.join(parts, operand(it, at));
            ContentBuilder content;
            content.set(Slot::rest(), parts);
            return made(state, id, 0, Kind::opaque, content);
        }
        case Opcode::unary: return unary(state, id, it);
        case Opcode::binary:
        case Opcode::in_place: return binary(state, id, it);
        case Opcode::compare: return compare(state, id, it);
        case Opcode::get_iterator: return get_iterator(state, id, it);
        case Opcode::next_item: return next_item(state, id, it);
        case Opcode::unpack: return unpack(state, id, it);
        case Opcode::unpacked: return unpacked(state, id, it);
        case Opcode::yield_value:
        case Opcode::yield_from:
        case Opcode::await_value: return wait(state, id, it);
        case Opcode::call: return call(state, id, it);
        case Opcode::make_function: return make_function(state, id, it);
        case Opcode::make_class: return make_class(state, id, it);
        case Opcode::make_type_variable:
        case Opcode::make_type_alias: return unknown_result(state, id);
        case Opcode::import_module:
        case Opcode::import_member: return import(state, id, it);
        case Opcode::enter_context: return enter_context(state, id, it);
        case Opcode::exit_context_raised: {
            const std::vector<Value> roots = {operand(it, 0), operand(it, 1)};
            static_cast<void>(unknown_call(state, id, roots));
            return heap::atoms(Kind::boolean);
        }
        default: return match(state, id, it);
    }
}

void Interpreter::store_variable(State& state, const Value& cells, const Value& value) {
    const bool certain = heap_.only_object(cells).valid();
    for (const ObjectId object : copy_of_objects(cells))
        heap_.write(state, object, Slot::content(), value, certain);
}

Value Interpreter::capture(const Instruction& it) {
    const program::Capture& capture = module_.captures_of(function_)[it.payload];
    const ObjectId variable = heap_.objects().captured(it.payload);
    if (!capture.by_value) return heap_.value_of(variable);
    return heap_.value_of(heap_.objects().child(variable, Slot::content(), 0));
}

void Interpreter::delete_attribute(State& state, ValueId id, const Instruction& it) {
    const Value target = operand(it, 0);
    const bool certain = heap_.only_object(target).valid();
    for (const ObjectId object : copy_of_objects(target)) {
        changed(state, {id, object, target, operand_id(it, 0), ChangeKind::attribute, certain, {}});
        const Kind kind = heap_.objects()[object].kind;
        if (sound() && (kind == Kind::opaque || kind == Kind::instance)) {
            const Value self = heap_.value_of(object);
            static_cast<void>(unknown_call(state, id, std::span(&self, 1)));
            continue;
        }
        heap_.write(state, object, Slot::attribute(NameId{it.payload}), heap::atoms(Kind::unbound), certain);
    }
    if (target.is_any()) static_cast<void>(unknown_call(state, id, std::span(&target, 1)));
}

// Formatting calls `__format__` or `__str__` of what it gets.
Value Interpreter::format(State& state, ValueId id, const Instruction& it) {
    for (std::uint32_t at = 0; at < it.operand_count; ++at) {
        if (!operand_id(it, at).valid()) continue;
        const Value value = operand(it, at);
        observe(state, id, value);
        const Kinds strangers = Kinds(Kind::opaque) | Kind::instance | Kind::class_;
        if (sound() && heap_.kinds_of(value).meets(strangers))
            static_cast<void>(unknown_call(state, id, std::span(&value, 1)));
    }
    return heap::atoms(Kind::string);
}

// While a generator or coroutine waits, other code runs.
Value Interpreter::wait(State& state, ValueId id, const Instruction& it) {
    const Value given = operand(it, 0);
    observe(state, id, given);
    if (sound()) return unknown_call(state, id, std::span(&given, 1));
    assume_that(state, heap::Assumption::other_code);
    return unknown_result(state, id);
}

Value Interpreter::enter_context(State& state, ValueId id, const Instruction& it) {
    const Value manager = operand(it, 0);
    Value result;
    if (manager.is_any()) return unknown_call(state, id, std::span(&manager, 1));
    for (const ObjectId object : copy_of_objects(manager)) {
        result = heap_.join(result,
                            special_call(state, id, object, {manager, operand_id(it, 0)}, "__enter__", {}));
    }
    return result.nothing() ? heap::atoms(Kind::other_atom) : result;
}

void Interpreter::end_block(State& state, ValueId id, const Instruction& it) {
    BlockState& block = blocks_[current_.index()];
    block.taken = 0xFF;
    switch (it.opcode) {
        case Opcode::branch: {
            const Value condition = operand(it, 0);
            if (sound() && heap_.kinds_of(condition).meets(Kinds(Kind::opaque) | Kind::instance)) {
                static_cast<void>(unknown_call(state, id, std::span(&condition, 1)));
            }
            block.taken =
                static_cast<std::uint8_t>((truthy(state, condition, Outcome::truthy).nothing() ? 0U : 1U) |
                                          (truthy(state, condition, Outcome::falsy).nothing() ? 0U : 2U));
            if (faulty(Fault::branch_takes_one_way) && block.taken == 3) block.taken = 1;
            return;
        }
        case Opcode::return_value: {
            observe(state, id, operand(it, 0));
            return observe_exit(state);
        }
        case Opcode::raise: {
            std::vector<Value> roots;
            for (std::uint32_t at = 0; at < it.operand_count; ++at) {
                if (operand_id(it, at).valid()) roots.push_back(operand(it, at));
            }
            static_cast<void>(unknown_call(state, id, roots));
            return;
        }
        case Opcode::assert_failed:
        case Opcode::unreachable: return;
        default: return;
    }
}

// Patterns: parts of the subject, and whether it fits.
Value Interpreter::match(State& state, ValueId id, const Instruction& it) {
    const Value subject = operand(it, 0);
    const auto item = [&](const heap::ItemKey& key) {
        if (subject.is_any()) return unknown_call(state, id, std::span(&subject, 1));
        Value result;
        for (const ObjectId object : copy_of_objects(subject)) {
            if (sound() && heap_.objects()[object].kind == Kind::opaque) {
                const Value self = heap_.value_of(object);
                result = heap_.join(result, unknown_call(state, id, std::span(&self, 1)));
            } else {
                result = heap_.join(result, key.known ? heap_.read_item(state, object, key)
                                                      : heap_.read_items(state, object));
            }
        }
        if (result.nothing()) result = heap::atoms(Kind::other_atom);
        return result;
    };
    switch (it.opcode) {
        case Opcode::match_exception:
        case Opcode::match_sequence:
        case Opcode::match_mapping:
        case Opcode::match_class: {
            const Kinds strangers = Kinds(Kind::opaque) | Kind::instance;
            if (sound() && heap_.kinds_of(subject).meets(strangers)) {
                static_cast<void>(unknown_call(state, id, std::span(&subject, 1)));
            }
            return heap::atoms(Kind::boolean);
        }
        case Opcode::exception_group_rest: return unknown_result(state, id);
        case Opcode::match_item: {
            const auto shape = matched_shape(id, it);
            if (!shape) return item({});
            if (shape->starred && it.payload == shape->before) {
                ContentBuilder list;
                list.head().distinct = heap::Distinct::unknown;
                list.set(Slot::rest(), item({}));
                return made(state, id, 0, Kind::list, list);
            }
            const bool from_start = !shape->starred || it.payload < shape->before;
            return item(from_start && it.payload < heap_.limits().places
                            ? heap::ItemKey{true, Slot::index(it.payload)}
                            : heap::ItemKey{});
        }
        case Opcode::match_key: {
            const Value key = operand(it, 1);
            if (subject.is_any()) return unknown_call(state, id, std::span(&subject, 1));
            Value result;
            for (const ObjectId object : copy_of_objects(subject)) {
                if (sound() && heap_.objects()[object].kind == Kind::opaque) {
                    result = heap_.join(result, unknown_call(state, id, std::span(&subject, 1)));
                } else {
                    result = heap_.join(result, heap_.read_item(state, object, item_key(state, object, key)));
                }
            }
            return result.nothing() ? heap::atoms(Kind::other_atom) : result;
        }
        case Opcode::match_rest: {
            ContentBuilder dict;
            dict.head().distinct = heap::Distinct::unknown;
            dict.set(Slot::rest(), values_of(state, id, subject));
            dict.set(Slot::keys(), keys_of(state, id, subject));
            return made(state, id, 0, Kind::dict, dict);
        }
        case Opcode::match_positional: return unknown_call(state, id, std::span(&subject, 1));
        default: return heap::anything();
    }
}

// The shape of the sequence pattern that this item belongs to.
std::optional<program::Unpacking> Interpreter::matched_shape(ValueId id, const Instruction& it) const {
    const ValueId subject = operand_id(it, 0);
    for (std::uint32_t index = id.index(); index-- > 0;) {
        const Instruction& before = instructions_[index];
        if (before.opcode == Opcode::match_sequence && operand_id(before, 0) == subject) {
            return program::Unpacking::from(before.payload);
        }
    }
    return std::nullopt;
}

}  // namespace doppelint::analysis
