#include "analysis/displays.h"

#include "analysis/parts.h"

namespace doppelint::analysis {

using heap::ContentBuilder;
using heap::Distinct;
using heap::Shift;
using heap::Slot;
using program::Label;

namespace {

// What walking gives is what these hold.
constexpr Kinds kHoldItems = Kinds(Kind::list) | Kind::tuple | Kind::set | Kind::frozenset;
// What may hold pairs of a key and a value.
constexpr Kinds kPairs = Kinds(Kind::list) | Kind::tuple | Kind::set | Kind::frozenset | Kind::iterator |
                         Kind::generator | Kind::view;

}  // namespace

Value Displays::make_sequence(State& state, ValueId id, const Instruction& it, Kind kind) {
    const ObjectId object = heap_.objects().made(id, 0, kind);
    const bool has_places = kind == Kind::list || kind == Kind::tuple;
    ContentBuilder empty;
    empty.head().exact = true;
    heap_.set_content(state, object, empty);
    Value only_starred;
    for (std::uint32_t at = 0; at < it.operand_count; ++at) {
        const Value item = operand(it, at);
        if (module_.label_of(it, at).value == Label::kStar) {
            const bool is_copy = it.operand_count == 1;
            parts_.ledger.observe(state, id, item);
            if (!faulty(Fault::star_shares_nothing)) extend(state, id, object, item);
            parts_.walks.whole(state, id, item, operand_id(it, at));
            if (is_copy) only_starred = item;
        } else {
            if (kind == Kind::set) parts_.items.ask_key(state, id, {item, operand_id(it, at)});
            heap_.add_item(state, object, item, Shift::keeps_places, has_places, true);
        }
    }
    const Value result = heap_.value_of(object);
    if (!only_starred.nothing()) parts_.ledger.note_copy(state, id, only_starred, result);
    return result;
}

void Displays::extend(State& state, ValueId id, ObjectId object, const Value& from) {
    const ObjectId source = heap_.only_object(from);
    if (source.valid() && extend_in_order(state, object, source)) return;
    const bool was_empty = heap_.read_items(state, object).nothing();
    const Value items = taken_in(object, parts_.iteration.items_of(state, id, from));
    heap_.add_item(state, object, items, Shift::keeps_places, false, false);
    ContentBuilder content(heap_.content_of(state, object));
    const bool holds_items = source.valid() && kHoldItems.has(heap_.objects()[source].kind);
    content.head().distinct =
        was_empty && holds_items ? heap_.content_of(state, source).distinct : heap::Distinct::unknown;
    content.head().exact = false;
    heap_.set_content(state, object, content);
}

// What has no hash is in no set.
Value Displays::taken_in(ObjectId object, Value items) {
    if (!(Kinds(Kind::set) | Kind::frozenset).has(heap_.objects()[object].kind)) return items;
    items.objects = heap_.sets().filtered(items.objects, [&](ObjectId it) {
        return !models::kContainers.has(heap_.objects()[it].kind) ||
               heap_.objects().class_of(it).code.valid();
    });
    return items;
}

bool Displays::extend_in_order(State& state, ObjectId object, ObjectId source) {
    const heap::Content content = heap_.content_of(state, source);
    const Kind kind = heap_.objects()[source].kind;
    if (!content.exact || (kind != Kind::list && kind != Kind::tuple)) return false;
    for (const heap::SlotValue& it : content.slots()) {
        if (it.slot.kind() == heap::SlotKind::index) {
            heap_.add_item(state, object, it.value, Shift::keeps_places, true, true);
        }
    }
    return true;
}

Value Displays::make_dict(State& state, ValueId id, const Instruction& it) {
    const ObjectId object = heap_.objects().made(id, 0, Kind::dict);
    ContentBuilder empty;
    empty.head().exact = true;
    heap_.set_content(state, object, empty);
    Value only_merged;
    for (std::uint32_t at = 0; at + 1 < it.operand_count; at += 2) {
        const Value value = operand(it, at + 1);
        if (!operand_id(it, at).valid()) {
            merge_mapping(state, id, object, value);
            if (at == 0) only_merged = value;
        } else {
            parts_.items.ask_key(state, id, {operand(it, at), operand_id(it, at)});
            const ObjectId shared = one_value_beside(state, object);
            insert(state, object, operand(it, at), value);
            if (shared.valid() && operand(it, at).constant.valid())
                note_alike(state, object, Distinct::rest_same);
        }
    }
    const Value result = heap_.value_of(object);
    if (!only_merged.nothing()) parts_.ledger.note_copy(state, id, only_merged, result);
    return result;
}

void Displays::insert(State& state, ObjectId object, const Value& key, const Value& value) {
    heap_.write_item(state, object, parts_.items.item_key(state, object, key), value, true);
    if (!key.constant.valid()) heap_.write(state, object, Slot::keys(), key, false);
}

// `{key: value for key, value in d.items() if …}`: a copy of some of `d`.
void Displays::note_selection(State& state, const Instruction& it) {
    const Instruction& key = at(origin_of(operand_id(it, 1)));
    const Instruction& value = at(origin_of(operand_id(it, 2)));
    const bool is_pair = key.opcode == Opcode::unpacked && key.payload == 0 &&
                         value.opcode == Opcode::unpacked && value.payload == 1 &&
                         operand_id(key, 0) == operand_id(value, 0);
    if (!is_pair) return;
    const ValueId item = operand_id(at(operand_id(key, 0)), 0);
    if (at(item).opcode != Opcode::next_item) return;
    Value walked = parts_.ledger.walked_by(state, item, operand_id(at(item), 0));
    const Kinds walkers = Kinds(Kind::view) | Kind::iterator | Kind::generator;
    walked.objects = heap_.sets().filtered(
        walked.objects, [&](ObjectId one) { return !walkers.has(heap_.objects()[one].kind); });
    parts_.ledger.note_copy(state, origin_of(operand_id(it, 0)), walked, operand(it, 0));
}

void Displays::merge_mapping(State& state, ValueId id, ObjectId object, const Value& from) {
    const ObjectId source = heap_.only_object(from);
    if (source.valid() && (merge_by_keys(state, object, source) || merge_whole(state, object, source)))
        return;
    const auto is_of_pairs = [&](ObjectId it) { return kPairs.has(heap_.objects()[it].kind); };
    Value mappings = from;
    mappings.objects = heap_.sets().filtered(from.objects, [&](ObjectId it) { return !is_of_pairs(it); });
    if (!mappings.nothing()) {
        const heap::Content before = heap_.content_of(state, object);
        heap_.write_item(state, object, {}, parts_.iteration.values_of(state, id, mappings), false);
        heap_.write(state, object, Slot::keys(), parts_.iteration.keys_of(state, id, mappings), false);
        note_rest(state, object, before, mappings);
        if (source.valid() && heap_.objects()[source].kind == Kind::dict)
            write_keys(state, object, heap_.content_of(state, source));
    }
    const Value lists = heap::objects(heap_.sets().filtered(from.objects, is_of_pairs));
    if (!lists.nothing()) {
        const heap::Content before = heap_.content_of(state, object);
        const Value each = parts_.iteration.items_of(state, id, lists);
        const Value value = part_of_pair(state, id, each, 1);
        heap_.write_item(state, object, {}, value, false);
        if (before.exact && before.count == 0) note_one_value(state, object, value);
        heap_.write(state, object, Slot::keys(), part_of_pair(state, id, each, 0), false);
        parts_.walks.whole(state, id, lists, ValueId{});
    }
}

// Where all pairs have one and the same value: `zip(names, repeat([]))`.
void Displays::note_one_value(State& state, ObjectId object, const Value& value) {
    if (heap_.only_object(value).valid()) note_alike(state, object, Distinct::same);
}

void Displays::note_alike(State& state, ObjectId object, Distinct distinct) {
    ContentBuilder content(heap_.content_of(state, object));
    content.head().distinct = distinct;
    heap_.set_content(state, object, content);
}

// The object that all keys of a mapping have for a value, or all but those that are listed.
ObjectId Displays::one_value_beside(const State& state, ObjectId mapping) const {
    const heap::Content content = heap_.content_of(state, mapping);
    if (content.distinct != Distinct::same && content.distinct != Distinct::rest_same) return {};
    const Value* const rest = content.find(Slot::rest());
    return rest != nullptr ? heap_.only_object(*rest) : ObjectId{};
}

// `{"all": [], **dict.fromkeys(names, [])}`: beside the keys that are written down, all have one value.
void Displays::note_rest(State& state, ObjectId object, const heap::Content& before, const Value& from) {
    const ObjectId source = heap_.only_object(from);
    const ObjectId shared = source.valid() ? one_value_beside(state, source) : ObjectId{};
    if (!before.exact || !shared.valid()) return;
    const heap::Content content = heap_.content_of(state, object);
    const Value* const rest = content.find(Slot::rest());
    if (rest != nullptr && heap_.only_object(*rest) == shared) note_alike(state, object, Distinct::rest_same);
}

bool Displays::merge_by_keys(State& state, ObjectId object, ObjectId source) {
    const heap::Content content = heap_.content_of(state, source);
    if (!content.exact || heap_.objects()[source].kind != Kind::dict) return false;
    write_keys(state, object, content);
    return true;
}

// What stands under the keys that are known.
void Displays::write_keys(State& state, ObjectId object, const heap::Content& source) {
    for (const heap::SlotValue& it : source.slots()) {
        if (it.slot.kind() != heap::SlotKind::key) continue;
        const bool maybe = it.value.plain.has(Kind::unbound);
        Value value = it.value;
        value.plain = value.plain - Kind::unbound;
        heap_.write_item(state, object, {true, it.slot}, value, !maybe);
    }
}

// What was empty holds what the source holds.
bool Displays::merge_whole(State& state, ObjectId object, ObjectId source) {
    const heap::Content before = heap_.content_of(state, object);
    if (!before.exact || before.count != 0) return false;
    const Kind kind = heap_.objects()[source].kind;
    if (kind != Kind::dict && (kind != Kind::opaque || sound())) return false;
    ContentBuilder content(heap_.content_of(state, source));
    content.head().consumed = content.head().maybe_consumed = content.head().escaped = false;
    heap_.set_content(state, object, content);
    return true;
}

Value Displays::part_of_pair(State& state, ValueId id, const Value& pairs, std::uint32_t place) {
    Value result = pairs.is_any() ? parts_.outside.call(state, id, pairs) : Value{};
    if (pairs.plain.has(Kind::string)) result = heap_.join(result, heap::atoms(Kind::string));
    for (const ObjectId it : objects_of(pairs)) {
        const Kind kind = heap_.objects()[it].kind;
        const bool has_places =
            kind == Kind::tuple || kind == Kind::list || (kind == Kind::opaque && !sound());
        const Value one = has_places ? heap_.read_item(state, it, {true, Slot::index(place)})
                                     : parts_.iteration.items_of(state, id, it);
        result = heap_.join(result, one);
    }
    return result;
}

void Displays::build(State& state, ValueId id, const Instruction& it) {
    const ObjectId object = heap_.only_object(operand(it, 0));
    if (!object.valid()) return;
    switch (it.opcode) {
        case Opcode::list_append:
            return heap_.add_item(state, object, operand(it, 1), Shift::keeps_places, true, true);
        case Opcode::set_add:
            parts_.items.ask_key(state, id, {operand(it, 1), operand_id(it, 1)});
            return heap_.add_item(state, object, operand(it, 1), Shift::keeps_places, false, true);
        case Opcode::list_extend:
        case Opcode::set_update:
            extend(state, id, object, operand(it, 1));
            return parts_.walks.whole(state, id, operand(it, 1), operand_id(it, 1));
        case Opcode::dict_insert:
            parts_.items.ask_key(state, id, {operand(it, 1), operand_id(it, 1)});
            insert(state, object, operand(it, 1), operand(it, 2));
            return note_selection(state, it);
        case Opcode::dict_update: return merge_mapping(state, id, object, operand(it, 1));
        default: return;
    }
}

// What the function reads of names around it when it runs.
void Displays::observe_captured(State& state, ValueId id, const Instruction& it) {
    const auto captures = module_.captures_of(module_.function(program::FunctionId{it.payload}));
    const auto first = static_cast<std::uint32_t>(it.operand_count - captures.size());
    for (std::uint32_t at = 0; at < captures.size(); ++at) {
        if (captures[at].by_value)
            parts_.ledger.observe_name(state, id, captures[at].name, operand(it, first + at));
    }
}

Value Displays::make_function(State& state, ValueId id, const Instruction& it) {
    ContentBuilder content;
    for (std::uint32_t at = 0; at < it.operand_count; ++at) {
        if (operand_id(it, at).valid()) content.set(Slot::argument(at), operand(it, at));
    }
    observe_captured(state, id, it);
    parts_.ledger.note_definition(state, id, it);
    parts_.varying.look_at_defaults(id, it);
    return make(state,
                {id, 0, Kind::function,
                 heap_.objects().class_index({{}, {context_.module_id, program::FunctionId{it.payload}}})},
                content);
}

// The class body runs as a part of this instruction; what it does is not seen here.
Value Displays::make_class(State& state, ValueId id, const Instruction& it) {
    std::vector<Value> roots;
    for (std::uint32_t at = 0; at < it.operand_count; ++at) {
        if (operand_id(it, at).valid()) roots.push_back(operand(it, at));
    }
    parts_.outside.run(state, id, roots);
    activation_.note_call(id, {context_.module_id, program::FunctionId{it.payload}});
    parts_.members.note_class_made(id, {context_.module_id, program::FunctionId{it.payload}});
    const ObjectId object = heap_.objects().made(
        id, 1, Kind::class_,
        heap_.objects().class_index({{}, {context_.module_id, program::FunctionId{it.payload}}}));
    ContentBuilder content;
    content.head().base = {heap::Base::What::symbolic, object, epoch_of(id)};
    for (std::uint32_t at = 0; at < roots.size(); ++at) content.set(Slot::argument(at), roots[at]);
    if (sound()) {
        content.head().base.what = heap::Base::What::unknown;
        content.head().escaped = true;
    }
    heap_.set_content(state, object, content);
    return heap_.value_of(object);
}

}  // namespace doppelint::analysis
