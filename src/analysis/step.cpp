#include "analysis/step.h"

#include <array>

#include "analysis/parts.h"
#include "analysis/protocols.h"

namespace doppelint::analysis {

using heap::ContentBuilder;
using heap::Slot;
using program::Outcome;

namespace {

constexpr std::uint8_t kAnySuccessor = 0xFF;

// What is no other name for something that was there in the function before.
bool may_give_array(Opcode opcode) {
    switch (opcode) {
        case Opcode::call:
        case Opcode::get_attribute:
        case Opcode::in_place:
        case Opcode::parameter:
        case Opcode::capture:
        case Opcode::load_cell:
        case Opcode::load_global: return true;
        default: return false;
    }
}

}  // namespace

std::uint8_t Step::run(State& state, ValueId id) {
    activation_.made_by_step.clear();
    activation_.walked_by_step.clear();
    const Instruction& it = at(id);
    switch (program::shape_of(it.opcode)) {
        case program::Shape::end: return end_block(state, id, it);
        case program::Shape::effect: run_effect(state, id, it); break;
        case program::Shape::value: {
            const Value given = evaluate(state, id, it);
            if (may_give_array(it.opcode)) parts_.ledger.note_array(state, id, given);
            activation_.set_value(id, given);
            break;
        }
    }
    return kAnySuccessor;
}

std::uint8_t Step::end_block(State& state, ValueId id, const Instruction& it) {
    switch (it.opcode) {
        case Opcode::branch: return branch(state, id, it);
        case Opcode::return_value:
            parts_.ledger.observe_result(state, id, operand(it, 0));
            parts_.ledger.observe_exit(state);
            break;
        case Opcode::raise:
            parts_.outside.run(state, id, operands_of(it));
            if (it.operand_count > 0 && operand_id(it, 0).valid()) raise_class(state, id, operand(it, 0));
            break;
        default: break;
    }
    return kAnySuccessor;
}

// Whether a parameter is true decides which way is taken.
void Step::ask_for_truth(ValueId condition) {
    ValueId tested = origin_of(condition);
    while (at(tested).opcode == Opcode::unary &&
           static_cast<program::UnaryOperator>(at(tested).detail) == program::UnaryOperator::not_) {
        tested = origin_of(operand_id(at(tested), 0));
    }
    if (at(tested).opcode != Opcode::parameter) return;
    const ObjectId object = heap_.only_object(value_of(tested));
    if (object.valid()) activation_.ask_for(object, Asks::truth);
}

std::uint8_t Step::branch(State& state, ValueId id, const Instruction& it) {
    const Value condition = operand(it, 0);
    if (sound() && heap_.kinds_of(condition).meets(Kinds(Kind::opaque) | Kind::instance)) {
        parts_.outside.run(state, id, condition);
    }
    parts_.operators.ask_truth(state, id, {condition, operand_id(it, 0)});
    ask_for_truth(operand_id(it, 0));
    const bool may_be_true = !parts_.conditions.truthy(state, condition, Outcome::truthy).nothing();
    const bool may_be_false = !parts_.conditions.truthy(state, condition, Outcome::falsy).nothing();
    if (faulty(Fault::branch_takes_one_way) && may_be_true) return 1;
    return static_cast<std::uint8_t>((may_be_true ? 1U : 0U) | (may_be_false ? 2U : 0U));
}

void Step::run_effect(State& state, ValueId id, const Instruction& it) {
    const auto unbound = heap::atoms(Kind::unbound);
    const NameId name{it.payload};
    Names& names = parts_.names;
    switch (it.opcode) {
        case Opcode::store_cell: names.store_variable(state, operand(it, 0), operand(it, 1)); break;
        case Opcode::delete_cell: names.store_variable(state, operand(it, 0), unbound); break;
        case Opcode::store_global:
            names.store_variable(state, names.global_variable(name), operand(it, 0));
            break;
        case Opcode::delete_global: names.store_variable(state, names.global_variable(name), unbound); break;
        case Opcode::store_local_name:
            parts_.varying.look_at_name(id, it);
            names.store_variable(state, names.local_variable(name), operand(it, 0));
            break;
        case Opcode::delete_local_name:
            names.store_variable(state, names.local_variable(name), unbound);
            break;
        case Opcode::set_attribute: parts_.attributes.set_attribute(state, id, it); break;
        case Opcode::delete_attribute: parts_.attributes.delete_attribute(state, id, it); break;
        case Opcode::set_item: parts_.items.set_item(state, id, it); break;
        case Opcode::delete_item: parts_.items.delete_item(state, id, it); break;
        case Opcode::list_append:
        case Opcode::list_extend:
        case Opcode::set_add:
        case Opcode::set_update:
        case Opcode::dict_insert:
        case Opcode::dict_update: parts_.displays.build(state, id, it); break;
        case Opcode::import_star:
            parts_.outside.run(state, id, operand(it, 0));
            names.import_star(state, it);
            break;
        case Opcode::exit_context: exit_context(state, id, it); break;
        default: break;
    }
}

// A switch over what Python has; each case is a call.
// NOLINTNEXTLINE(readability-function-size)
Value Step::evaluate(State& state, ValueId id, const Instruction& it) {
    switch (it.opcode) {
        case Opcode::constant:
        case Opcode::parameter:
        case Opcode::capture:
        case Opcode::undefined:
        case Opcode::assume:
        case Opcode::read:
        case Opcode::read_checked:
        case Opcode::bind:
        case Opcode::load_cell:
        case Opcode::load_global:
        case Opcode::load_local_name:
        case Opcode::import_module:
        case Opcode::import_member: return evaluate_name(state, id, it);
        case Opcode::make_cell:
        case Opcode::make_slice:
        case Opcode::make_list:
        case Opcode::make_tuple:
        case Opcode::make_set:
        case Opcode::make_dict:
        case Opcode::build_template:
        case Opcode::make_function:
        case Opcode::make_class: return evaluate_display(state, id, it);
        case Opcode::get_attribute: return parts_.attributes.get_attribute(state, id, it);
        case Opcode::get_item: return parts_.items.get_item(state, id, it);
        case Opcode::format_value:
        case Opcode::build_string: return format(state, id, it);
        case Opcode::unary: return parts_.operators.unary(state, id, it);
        case Opcode::binary:
        case Opcode::in_place: return parts_.operators.binary(state, id, it);
        case Opcode::compare: return parts_.operators.compare(state, id, it);
        case Opcode::get_iterator: return parts_.iteration.get_iterator(state, id, it);
        case Opcode::next_item: return parts_.iteration.next_item(state, id, it);
        case Opcode::unpack: return parts_.iteration.unpack(state, id, it);
        case Opcode::unpacked: return parts_.iteration.unpacked(it);
        case Opcode::yield_value:
        case Opcode::yield_from:
        case Opcode::await_value: return wait(state, id, it);
        case Opcode::call: return parts_.calls.call(state, id, it);
        case Opcode::incomplete: return parts_.outside.call(state, id, std::span<const Value>());
        case Opcode::caught:
        case Opcode::make_type_variable:
        case Opcode::make_type_alias: return parts_.outside.result(state, id);
        case Opcode::enter_context: return enter_context(state, id, it);
        case Opcode::exit_context_raised: exit_context(state, id, it); return heap::atoms(Kind::boolean);
        default: return parts_.patterns.evaluate(state, id, it);
    }
}

Value Step::evaluate_name(State& state, ValueId id, const Instruction& it) {
    switch (it.opcode) {
        case Opcode::constant: return parts_.names.constant(program::ConstantId{it.payload});
        case Opcode::parameter: return parts_.names.parameter(state, id, it);
        case Opcode::capture: return parts_.names.capture(it);
        case Opcode::assume: {
            const Value result = parts_.conditions.assume(state, it);
            if (result.nothing()) state.reachable = false;
            return result;
        }
        case Opcode::read:
        case Opcode::read_checked: {
            Value result = operand(it, 0);
            if (it.opcode == Opcode::read_checked) result.plain = result.plain - Kind::unbound;
            parts_.ledger.observe_name(state, id, NameId{it.payload}, result);
            return result;
        }
        case Opcode::bind: {
            const Value value = operand(it, 0);
            parts_.ledger.note_binding(state, id, NameId{it.payload}, value);
            return value;
        }
        case Opcode::load_cell: return parts_.names.load_cell(state, it);
        case Opcode::load_global: return parts_.names.load_global(state, NameId{it.payload});
        case Opcode::load_local_name: return parts_.names.load_local_name(state, it);
        case Opcode::import_module:
        case Opcode::import_member: return parts_.names.import(state, id, it);
        default: return heap::atoms(Kind::unbound);
    }
}

Value Step::evaluate_display(State& state, ValueId id, const Instruction& it) {
    switch (it.opcode) {
        case Opcode::make_cell: {
            ContentBuilder content;
            content.set(Slot::content(),
                        operand_id(it, 0).valid() ? operand(it, 0) : heap::atoms(Kind::unbound));
            return make(state, {id, 0, Kind::cell}, content);
        }
        case Opcode::make_list: return parts_.displays.make_sequence(state, id, it, Kind::list);
        case Opcode::make_tuple: return parts_.displays.make_sequence(state, id, it, Kind::tuple);
        case Opcode::make_set: return parts_.displays.make_sequence(state, id, it, Kind::set);
        case Opcode::make_dict: return parts_.displays.make_dict(state, id, it);
        case Opcode::make_function: return parts_.displays.make_function(state, id, it);
        case Opcode::make_class: return parts_.displays.make_class(state, id, it);
        case Opcode::build_template: return make_template(state, id, it);
        default: return heap::atoms(Kind::other_atom);
    }
}

Value Step::make_template(State& state, ValueId id, const Instruction& it) {
    Value parts;
    for (const Value& part : operands_of(it)) parts = heap_.join(parts, part);
    ContentBuilder content;
    content.set(Slot::rest(), parts);
    return make(state, {id, 0, Kind::opaque}, content);
}

// Those that there are.
std::vector<Value> Step::operands_of(const Instruction& it) {
    std::vector<Value> result;
    for (std::uint32_t index = 0; index < it.operand_count; ++index) {
        if (operand_id(it, index).valid()) result.push_back(operand(it, index));
    }
    return result;
}

// Raising a class makes an instance of it.
void Step::raise_class(State& state, ValueId id, const Value& raised) {
    if (context_.summaries == nullptr) return;
    for (const ObjectId it : objects_of(raised)) {
        const bool is_own = heap_.objects()[it].kind == Kind::class_ && parts_.members.has_class(it);
        if (is_own) static_cast<void>(parts_.calls.call_value(state, id, heap_.value_of(it), {}));
    }
}

// Formatting calls `__format__` or `__str__` of what it gets.
Value Step::format(State& state, ValueId id, const Instruction& it) {
    for (const Value& value : operands_of(it)) {
        parts_.ledger.observe(state, id, value);
        const Kinds strangers = Kinds(Kind::opaque) | Kind::instance | Kind::class_;
        if (sound() && heap_.kinds_of(value).meets(strangers)) parts_.outside.run(state, id, value);
    }
    if (it.opcode == Opcode::format_value) {
        const std::string_view method = method_of(static_cast<program::Conversion>(it.detail));
        const Arguments::One pattern{heap::atoms(Kind::string), ValueId{}};
        const std::size_t count = method == "__format__" ? 1 : 0;
        parts_.special.run(state, id, method, {operand(it, 0), operand_id(it, 0)}, {&pattern, count});
    }
    return heap::atoms(Kind::string);
}

// While a generator or coroutine waits, other code runs.
Value Step::wait(State& state, ValueId id, const Instruction& it) {
    const Value given = operand(it, 0);
    parts_.ledger.observe(state, id, given);
    if (sound()) return parts_.outside.call(state, id, given);
    if (it.opcode == Opcode::yield_value) note_yield(state, given);
    if (it.opcode == Opcode::yield_from) {
        note_yield(state, parts_.iteration.items_of(state, id, given));
        parts_.walks.whole(state, id, given, operand_id(it, 0));
    }
    if (it.opcode == Opcode::await_value) {
        const ObjectId coroutine = heap_.only_object(given);
        if (coroutine.valid() && parts_.summaries.is_resumable(coroutine)) {
            assume_that(state, heap::Assumption::other_code);
            return parts_.summaries.wait_for(state, id, coroutine);
        }
    }
    assume_that(state, heap::Assumption::other_code);
    if (it.opcode == Opcode::await_value)
        parts_.special.run(state, id, "__await__", {given, operand_id(it, 0)});
    return parts_.outside.result(state, id);
}

void Step::note_yield(const State& state, const Value& given) {
    if (activation_.recording) activation_.yields.push_back({given, state});
}

void Step::exit_context(State& state, ValueId id, const Instruction& it) {
    const Arguments::One manager{operand(it, 0), operand_id(it, 0)};
    const Value raised = it.operand_count > 1 ? operand(it, 1) : heap::atoms(Kind::none);
    const std::array what{Arguments::One{heap::atoms(Kind::other_atom), ValueId{}},
                          Arguments::One{raised, ValueId{}},
                          Arguments::One{heap::atoms(Kind::other_atom), ValueId{}}};
    const bool is_async = static_cast<program::Synchrony>(it.detail) == program::Synchrony::async;
    Value strangers = manager.value;
    for (const ObjectId object : objects_of(manager.value)) {
        const std::string_view name = is_async ? "__aexit__" : "__exit__";
        if (parts_.calls.has_special(object, name)) {
            static_cast<void>(parts_.calls.special_call(state, id, object, manager, name, what));
            strangers.objects = heap_.sets().without(strangers.objects, object);
        } else if (!parts_.members.has_class(object)) {
            const auto given = parts_.calls.call_special_by_flow(state, id, name, manager, what);
            if (given) strangers.objects = heap_.sets().without(strangers.objects, object);
        }
    }
    if (!strangers.nothing()) parts_.outside.run(state, id, std::vector{strangers, raised});
}

Value Step::enter_context(State& state, ValueId id, const Instruction& it) {
    const Arguments::One manager{operand(it, 0), operand_id(it, 0)};
    const bool is_async = static_cast<program::Synchrony>(it.detail) == program::Synchrony::async;
    const std::string_view enter = is_async ? "__aenter__" : "__enter__";
    if (manager.value.is_any()) return parts_.outside.call(state, id, manager.value);
    Value result;
    for (const ObjectId object : objects_of(manager.value)) {
        result = heap_.join(result, parts_.calls.special_call(state, id, object, manager, enter, {}));
    }
    return result.nothing() ? heap::atoms(Kind::other_atom) : result;
}

}  // namespace doppelint::analysis
