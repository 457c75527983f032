#include "analysis/varying.h"

#include <algorithm>
#include <utility>

#include "analysis/parts.h"

namespace doppelint::analysis {

void Varying::note(ValueId call) {
    if (std::ranges::find(calls_, call) == calls_.end()) calls_.push_back(call);
}

bool Varying::holds(ValueId value) const {
    return value.valid() && any_holds({value});
}

bool Varying::any_holds(std::vector<ValueId> all) const {
    if (calls_.empty()) return false;
    std::vector<bool> seen(activation_.instructions.size());
    std::vector<bool> varies(activation_.instructions.size());
    for (const ValueId it : calls_) varies[it.index()] = true;
    Stores stores;
    while (!all.empty()) {
        const ValueId value = all.back();
        all.pop_back();
        if (!value.valid() || seen[value.index()]) continue;
        if (varies[value.index()]) return true;
        seen[value.index()] = true;
        add_sources(value, stores, all);
    }
    return false;
}

// What the value is made of. A new object holds its parts, and is another thing.
void Varying::add_sources(ValueId value, Stores& stores, std::vector<ValueId>& into) const {
    const Instruction& it = at(value);
    switch (it.opcode) {
        case Opcode::get_attribute: add_stored(Opcode::set_attribute, it, stores, into); break;
        case Opcode::load_global: add_stored(Opcode::store_global, it, stores, into); break;
        case Opcode::load_cell: add_stored(Opcode::store_cell, it, stores, into); break;
        case Opcode::read:
        case Opcode::read_checked:
        case Opcode::bind:
        case Opcode::assume:
        case Opcode::phi:
        case Opcode::unary:
        case Opcode::binary:
        case Opcode::in_place:
        case Opcode::format_value:
        case Opcode::build_string:
        case Opcode::get_item:
        case Opcode::next_item:
        case Opcode::get_iterator:
        case Opcode::await_value: break;
        case Opcode::call:
            // What other code makes of its arguments may be something that asks for the value anew.
            if (is_computed(value)) break;
            into.push_back(operand_id(it, 0));
            return;
        default: return;
    }
    const auto operands = module_.operands_of(it);
    into.insert(into.end(), operands.begin(), operands.end());
}

// Whether the call gives a plain value, or a model says what it gives.
bool Varying::is_computed(ValueId call) const {
    if (activation_.values[call.index()].only_atoms()) return true;
    const ObjectId callee = heap_.only_object(activation_.values[operand_id(at(call), 0).index()]);
    return callee.valid() && heap_.objects()[callee].origin == heap::Origin::external &&
           !context_.library.functions(heap_.objects().external_name(callee)).empty();
}

// What the function itself stores there.
void Varying::add_stored(Opcode store, const Instruction& load, Stores& stores,
                         std::vector<ValueId>& into) const {
    if (!stores) {
        stores.emplace();
        for (const Instruction& it : activation_.instructions) {
            const bool is_store = it.opcode == Opcode::set_attribute || it.opcode == Opcode::store_global ||
                                  it.opcode == Opcode::store_cell;
            if (is_store) (*stores)[{it.opcode, it.payload}].push_back(operand_id(it, it.operand_count - 1));
        }
    }
    const auto found = stores->find({store, load.payload});
    if (found == stores->end()) return;
    into.insert(into.end(), found->second.begin(), found->second.end());
    found->second.clear();
}

bool Varying::is_given() const {
    std::vector<ValueId> given;
    for (const Instruction& it : activation_.instructions) {
        const bool gives = it.opcode == Opcode::return_value || it.opcode == Opcode::yield_value ||
                           it.opcode == Opcode::yield_from;
        if (gives && it.operand_count > 0) given.push_back(operand_id(it, 0));
    }
    return any_holds(std::move(given));
}

// Not something that holds it: a container, an instance of a class of the project.
bool Varying::is_plain(const Value& value) const {
    constexpr Kinds kPlain = Kinds(Kind::instance) | Kind::opaque;
    return std::ranges::all_of(heap_.objects_of(value), [&](ObjectId it) {
        return kPlain.has(heap_.objects()[it].kind) && !heap_.objects().class_of(it).code.valid();
    });
}

// A function inside another is made anew in each call of that one.
bool Varying::is_for_good() const {
    for (const program::Function* it = &function_;; it = &module_.function(it->parent)) {
        if (it->kind != program::FunctionKind::module && it->kind != program::FunctionKind::class_body)
            return false;
        if (it->kind == program::FunctionKind::module) return true;
    }
}

// Whether functions bind the name, which holds the value at first, to another object.
bool Varying::gets_new_object(const GlobalName& name, const Value& at_first) const {
    constexpr Kinds kFilled = Kinds(Kind::list) | Kind::set | Kind::dict;
    const auto objects = heap_.objects_of(at_first);
    const bool is_filled = !objects.empty() && std::ranges::all_of(objects, [&](ObjectId it) {
        return kFilled.has(heap_.objects()[it].kind);
    });
    return name.is_rebound || (name.is_augmented && !is_filled);
}

void Varying::look_at_defaults(ValueId id, const Instruction& it) {
    if (!activation_.recording || !is_for_good()) return;
    const program::FunctionId function{it.payload};
    std::uint32_t operand_index = 0;
    const auto parameters = module_.parameters_of(module_.function(function));
    for (std::uint32_t index = 0; index < parameters.size(); ++index) {
        if (!parameters[index].has_default) continue;
        const ValueId value = operand_id(it, operand_index++);
        OnceValue fact{value, id, function, index, {}};
        fact.varies = holds(value) && is_plain(value_of(value));
        const Instruction& origin = at(origin_of(value));
        const bool is_global = origin.opcode == Opcode::load_global ||
                               (origin.opcode == Opcode::load_local_name && !operand_id(origin, 0).valid());
        if (is_global && gets_new_object(context_.globals[NameId{origin.payload}], value_of(value)))
            fact.name = NameId{origin.payload};
        if (fact.varies || fact.name.valid()) parts_.ledger.note_once_value(fact);
    }
}

void Varying::look_at_name(ValueId id, const Instruction& it) {
    if (!activation_.recording || !is_for_good()) return;
    const ValueId value = operand_id(it, 0);
    if (!holds(value) || !is_plain(value_of(value)) || !parts_.members.is_record(activation_.code())) return;
    OnceValue fact{value, id, {}, 0, NameId{it.payload}};
    fact.varies = true;
    parts_.ledger.note_once_value(fact);
}

}  // namespace doppelint::analysis
