#include "analysis/interpreter.h"

namespace doppelint::analysis {

using heap::ItemKey;
using heap::Shift;
using heap::Slot;
using models::Term;
using models::Word;

namespace {

ChangeKind change_of(Word word) {
    switch (word) {
        case Word::append:
        case Word::extend: return ChangeKind::adds;
        case Word::insert:
        case Word::add:
        case Word::set_default: return ChangeKind::inserts;
        case Word::set_item:
        case Word::update: return ChangeKind::assigns;
        case Word::remove:
        case Word::delete_item: return ChangeKind::removes;
        case Word::clear: return ChangeKind::clears;
        case Word::reorder: return ChangeKind::reorders;
        case Word::set_attribute:
        case Word::set_dynamic_attribute:
        case Word::delete_dynamic_attribute: return ChangeKind::attribute;
        default: return ChangeKind::other;
    }
}

}  // namespace

// `certain`: the call happens to one known receiver; each effect's own target decides the rest.
void Interpreter::apply_effect(State& state, const Term& term, const BoundArguments& bound, bool certain) {
    const auto parts = context_.library.arguments_of(term);
    const auto part = [&](std::size_t at) { return value_of_term(state, parts[at], bound); };
    const ValueId id = bound.call;
    switch (term.word) {
        case Word::sometimes:
            for (const Term& it : parts) apply_effect(state, it, bound, false);
            return;
        case Word::unless_passed: {
            const bool passed =
                parts[0].detail < bound.values.size() && bound.values[parts[0].detail].has_value();
            if (passed) return;
            for (const Term& it : parts.subspan(1)) apply_effect(state, it, bound, certain);
            return;
        }
        case Word::consume: return consume(state, part(0));
        case Word::advance: return consume_iterators(state, part(0));
        case Word::keep: {
            const Value kept = part(0);
            if (sound()) heap_.expose(state, std::span(&kept, 1), epoch_of(id));
            return;
        }
        case Word::calls: {
            const Value callee = part(0);
            if (!callee.nothing() && !callee.only_atoms())
                static_cast<void>(
                    call_value(state, id, callee, arguments_of(state, parts.subspan(1), bound)));
            return;
        }
        case Word::anything: {
            std::vector<Value> roots;
            for (const auto& it : bound.values) {
                if (it) roots.push_back(*it);
            }
            static_cast<void>(unknown_call(state, id, roots));
            return;
        }
        default: break;
    }
    std::vector<Value> values;
    for (std::size_t at = 0; at < parts.size(); ++at) values.push_back(part(at));
    const Value& target = values[0];
    const ValueId carrier = register_of(parts[0], bound);
    if (target.is_any() && sound()) static_cast<void>(unknown_call(state, id, values));
    const bool sure = certain && heap_.only_object(target).valid();
    for (const ObjectId object : shown_by(state, target)) {
        const heap::Object known = heap_.objects()[object];
        if (known.kind == Kind::tuple || known.kind == Kind::frozenset) continue;
        changed(state, {id, object, target, carrier, change_of(term.word), sure, {}});
        if (sound() && known.kind == Kind::opaque) {
            static_cast<void>(unknown_call(state, id, values));
            continue;
        }
        change_object(state, id, object, term, values, sure);
    }
}

// The objects of a value; of a view the object that it shows.
std::vector<ObjectId> Interpreter::shown_by(State& state, const Value& value) {
    std::vector<ObjectId> result;
    for (const ObjectId it : copy_of_objects(value)) {
        const heap::Content content = heap_.content_of(state, it);
        const Value* const source =
            heap_.objects()[it].kind == Kind::view ? content.find(Slot::source()) : nullptr;
        const std::vector<ObjectId> shown = source != nullptr ? copy_of_objects(*source) : std::vector{it};
        result.insert(result.end(), shown.begin(), shown.end());
    }
    return result;
}

void Interpreter::change_object(State& state, ValueId id, ObjectId object, const Term& term,
                                std::span<const Value> values, bool sure) {
    const bool is_mapping_like = heap_.objects()[object].kind == Kind::dict || is_mapping(object);
    const auto key_of = [&](const Value& key) { return item_key(state, object, key); };
    switch (term.word) {
        case Word::append: return heap_.add_item(state, object, values[1], Shift::keeps_places, true, sure);
        case Word::extend:
            if (values[1].nothing()) return;
            return heap_.add_item(state, object, values[1], Shift::keeps_places, false, false);
        case Word::insert: return heap_.add_item(state, object, values[1], Shift::moves_places, false, sure);
        case Word::add: return heap_.add_item(state, object, values[1], Shift::keeps_places, false, sure);
        case Word::set_item: {
            const bool may_be_slice = values[1].plain.has(Kind::other_atom) || values[1].is_any();
            if (may_be_slice) {
                const Value items = items_of(state, id, values[2]);
                heap_.add_item(state, object, items, Shift::moves_places, false, false);
            }
            heap_.write_item(state, object, key_of(values[1]), values[2], sure && !may_be_slice);
            if (!values[1].constant.valid() && is_mapping_like)
                heap_.write(state, object, Slot::keys(), values[1], false);
            return;
        }
        case Word::set_default: {
            if (faulty(Fault::default_key_lost)) return;
            const ItemKey key = key_of(values[1]);
            heap_.write_item(state, object, key, values[2], false);
            if (!key.known) heap_.write(state, object, Slot::keys(), values[1], false);
            return;
        }
        case Word::update: return merge_mapping(state, id, object, values[1]);
        case Word::remove:
            return heap_.remove_items(state, object, {},
                                      is_mapping_like ? Shift::keeps_places : Shift::moves_places, false);
        case Word::delete_item:
            return heap_.remove_items(state, object, key_of(values[1]),
                                      is_mapping_like ? Shift::keeps_places : Shift::moves_places, sure);
        case Word::clear: return heap_.clear_items(state, object, sure);
        case Word::reorder: return heap_.forget_places(state, object);
        case Word::set_attribute: {
            const NameId name = module_.names.find(context_.library.name(term.detail));
            if (name.valid()) heap_.write(state, object, Slot::attribute(name), values[1], sure);
            return;
        }
        case Word::set_dynamic_attribute: {
            const NameId name = attribute_name(values[1]);
            if (name.valid()) return heap_.write(state, object, Slot::attribute(name), values[2], sure);
            static_cast<void>(unknown_call(state, id, values));
            return;
        }
        case Word::delete_dynamic_attribute: {
            static_cast<void>(unknown_call(state, id, values));
            return;
        }
        default: return;
    }
}

}  // namespace doppelint::analysis
