#include "analysis/effects.h"

#include <algorithm>

#include "analysis/parts.h"

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

// The argument's, also of `if_passed(inplace, self, None)`: only the argument is an object.
// NOLINTNEXTLINE(misc-no-recursion): as deep as the model's author wrote it
ValueId register_behind(const models::Library& library, const Term& term, const BoundArguments& bound) {
    const bool is_choice =
        term.word == Word::if_passed || term.word == Word::if_kind || term.word == Word::if_empty;
    if (!is_choice) return Terms::register_of(term, bound);
    ValueId result;
    for (const Term& way : library.arguments_of(term).subspan(1)) {
        if (way.word == Word::atom) continue;
        const ValueId one = register_behind(library, way, bound);
        if (!one.valid() || (result.valid() && result != one)) return {};
        result = one;
    }
    return result;
}

}  // namespace

// Effects are terms, which nest as deep as the model's author wrote them.
// NOLINTBEGIN(misc-no-recursion)

void Effects::apply(State& state, const Term& term, const BoundArguments& bound, bool certain) {
    const auto parts = context_.library.arguments_of(term);
    switch (term.word) {
        case Word::sometimes:
            for (const Term& it : parts) apply(state, it, bound, false);
            return;
        case Word::unless_passed:
            if (Terms::is_passed(parts[0], bound)) return;
            for (const Term& it : parts.subspan(1)) apply(state, it, bound, certain);
            return;
        case Word::anything: return parts_.outside.run(state, bound.call, Terms::passed(bound));
        case Word::consume: return consume(state, parts[0], bound, certain);
        case Word::advance: return parts_.walks.some(state, parts_.terms.value(state, parts[0], bound));
        case Word::keep: {
            const Value kept = parts_.terms.value(state, parts[0], bound);
            if (sound()) heap_.expose(state, std::span(&kept, 1), epoch_of(bound.call));
            return parts_.closures.keep(state, bound.call, std::span(&kept, 1), true);
        }
        case Word::calls: return call(state, parts, bound);
        case Word::asks: {
            const Value self = parts_.terms.value(state, parts[0], bound);
            const Arguments all = parts_.terms.arguments_of(state, parts.subspan(1), bound);
            return parts_.special.run(state, bound.call, context_.library.name(term.detail),
                                      {self, Terms::register_of(parts[0], bound)}, all.positional);
        }
        default: return change(state, term, bound, certain);
    }
}

bool Effects::runs_code(const Term& term) const {
    if (term.word == Word::calls || term.word == Word::anything) return true;
    if (term.word != Word::sometimes && term.word != Word::unless_passed) return false;
    return std::ranges::any_of(context_.library.arguments_of(term),
                               [&](const Term& it) { return runs_code(it); });
}

// NOLINTEND(misc-no-recursion)

void Effects::call(State& state, std::span<const Term> parts, const BoundArguments& bound) {
    const Value callee = parts_.terms.value(state, parts[0], bound);
    if (callee.nothing() || callee.only_atoms()) return;
    const Arguments arguments = parts_.terms.arguments_of(state, parts.subspan(1), bound);
    static_cast<void>(parts_.calls.call_value(state, bound.call, callee, arguments));
}

// `generator.close()` walks nothing: it is at its end, then.
void Effects::consume(State& state, const Term& term, const BoundArguments& bound, bool certain) {
    const Value walked = parts_.terms.value(state, term, bound);
    const bool is_receiver = term.word == Word::argument &&
                             context_.library.parameters_of(*bound.model)[term.detail].name == "self";
    const bool is_closed = is_receiver && std::ranges::all_of(objects_of(walked), [&](ObjectId it) {
                               const Kind kind = heap_.objects()[it].kind;
                               return kind == Kind::iterator || kind == Kind::generator;
                           });
    if (is_closed && certain) parts_.walks.end(state, bound.call, walked);
    if (is_closed) return parts_.walks.some(state, walked);
    parts_.walks.whole(state, bound.call, walked, Terms::register_of(term, bound), certain);
}

// The first argument changes.
void Effects::change(State& state, const Term& term, const BoundArguments& bound, bool certain) {
    const auto parts = context_.library.arguments_of(term);
    std::vector<Value> values;
    values.reserve(parts.size());
    for (const Term& it : parts) values.push_back(parts_.terms.value(state, it, bound));
    const Value& target = values[0];
    // What was not passed is not put in.
    const bool puts = term.word == Word::append || term.word == Word::add || term.word == Word::set_attribute;
    if (puts && values.back().nothing()) return;
    if (target.is_any() && sound()) parts_.outside.run(state, bound.call, values);
    if (term.word == Word::change) parts_.walks.renew(state, std::span(&target, 1));
    const bool sure = certain && heap_.only_object(target).valid();
    const ChangeKind how = change_of(term.word);
    for (const auto& [object, shown_surely] : changed_by(state, target, how)) {
        const Kind kind = heap_.objects()[object].kind;
        if (kind == Kind::tuple || kind == Kind::frozenset) continue;
        Change change{
            bound.call,           object, target, register_behind(context_.library, parts[0], bound), how,
            sure && shown_surely, {}};
        const bool has_key = term.word == Word::set_item || term.word == Word::set_default ||
                             term.word == Word::delete_item || (term.word == Word::add && kind == Kind::set);
        if (has_key) {
            change.key = Terms::register_of(parts[1], bound);
        }
        parts_.ledger.changed(state, change);
        if (sound() && kind == Kind::opaque) {
            parts_.outside.run(state, bound.call, values);
        } else {
            change_object(state, object, {term, values, bound.call, sure && shown_surely});
        }
    }
}

// The objects of a value; of a view the object that it shows; of an array that shows another, both. An
// attribute is the object's own.
std::vector<Effects::Changed> Effects::changed_by(State& state, const Value& value, ChangeKind how) {
    std::vector<Changed> found;
    const auto add = [&](const Value& objects, bool sure) {
        for (const ObjectId it : heap_.objects_of(objects)) {
            if (std::ranges::find(found, it, &Changed::object) == found.end()) found.push_back({it, sure});
        }
    };
    add(value, true);
    std::vector<Changed> result;
    // NOLINTNEXTLINE(modernize-loop-convert): `found` grows
    for (std::size_t at = 0; at < found.size(); ++at) {
        const Changed it = found[at];
        const Kind kind = heap_.objects()[it.object].kind;
        const bool shows = kind == Kind::view || kind == Kind::instance;
        const heap::Content content = heap_.content_of(state, it.object);
        const Value* const source =
            how != ChangeKind::attribute && shows ? content.find(Slot::source()) : nullptr;
        if (kind != Kind::view || source == nullptr) result.push_back(it);
        if (source != nullptr) add(*source, it.sure && heap_.only_object(*source).valid());
    }
    return result;
}

void Effects::change_object(State& state, ObjectId object, const Effect& effect) {
    const std::span<const Value> values = effect.values;
    const bool sure = effect.sure;
    const bool is_mapping = heap_.objects()[object].kind == Kind::dict || parts_.classes.is_mapping(object);
    const Shift removal = is_mapping ? Shift::keeps_places : Shift::moves_places;
    switch (effect.term.word) {
        case Word::append: return heap_.add_item(state, object, values[1], Shift::keeps_places, true, sure);
        case Word::extend:
            if (values[1].nothing()) return;
            return heap_.add_item(state, object, values[1], Shift::keeps_places, false, false);
        case Word::insert: return heap_.add_item(state, object, values[1], Shift::moves_places, false, sure);
        case Word::add: return heap_.add_item(state, object, values[1], Shift::keeps_places, false, sure);
        case Word::set_item: return set_item(state, object, effect);
        case Word::set_default: return set_default(state, object, effect);
        case Word::update: return parts_.displays.merge_mapping(state, effect.call, object, values[1]);
        case Word::remove: return heap_.remove_items(state, object, {}, removal, false);
        case Word::delete_item: {
            const ItemKey key = parts_.items.item_key(state, object, values[1]);
            return heap_.remove_items(state, object, key, removal, sure);
        }
        case Word::clear: return heap_.clear_items(state, object, sure);
        case Word::reorder: return heap_.forget_places(state, object);
        case Word::set_attribute:
        case Word::set_dynamic_attribute: return set_attribute(state, object, effect);
        case Word::delete_dynamic_attribute: return parts_.outside.run(state, effect.call, values);
        default: return;
    }
}

void Effects::set_item(State& state, ObjectId object, const Effect& effect) {
    const Value& key = effect.values[1];
    const Value& value = effect.values[2];
    const bool may_be_slice = key.plain.has(Kind::other_atom) || key.is_any();
    if (may_be_slice) {
        const Value items = parts_.iteration.items_of(state, effect.call, value);
        heap_.add_item(state, object, items, Shift::moves_places, false, false);
    }
    const ItemKey item_key = parts_.items.item_key(state, object, key);
    heap_.write_item(state, object, item_key, value, effect.sure && !may_be_slice);
    const bool is_mapping = heap_.objects()[object].kind == Kind::dict || parts_.classes.is_mapping(object);
    if (is_mapping && !key.constant.valid()) heap_.write(state, object, Slot::keys(), key, false);
}

void Effects::set_default(State& state, ObjectId object, const Effect& effect) {
    if (faulty(Fault::default_key_lost)) return;
    const ItemKey key = parts_.items.item_key(state, object, effect.values[1]);
    heap_.write_item(state, object, key, effect.values[2], false);
    if (!key.known) heap_.write(state, object, Slot::keys(), effect.values[1], false);
}

void Effects::set_attribute(State& state, ObjectId object, const Effect& effect) {
    const bool is_dynamic = effect.term.word == Word::set_dynamic_attribute;
    const NameId name = is_dynamic ? parts_.attributes.attribute_name(effect.values[1])
                                   : activation_.words.find_or_add(context_.library.name(effect.term.detail));
    if (name.valid()) {
        heap_.write(state, object, Slot::attribute(name), effect.values.back(), effect.sure);
    } else if (is_dynamic) {
        parts_.closures.keep(state, effect.call, effect.values, true);
        parts_.outside.run(state, effect.call, effect.values);
    }
}

}  // namespace doppelint::analysis
