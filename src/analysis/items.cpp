#include "analysis/items.h"

#include <algorithm>
#include <array>

#include "analysis/parts.h"

namespace doppelint::analysis {

using heap::Assumption;
using heap::ContentBuilder;
using heap::ItemKey;
using heap::Shift;
using heap::Slot;

namespace {

constexpr Kinds kSequences = Kinds(Kind::list) | Kind::tuple | Kind::bytearray;
constexpr std::uint32_t kSliceParts = 0x2000'0000U;
constexpr Kinds kTexts = Kinds(Kind::string) | Kind::bytes;

}  // namespace

ItemKey Items::item_key(const State& state, ObjectId object, const Value& key) const {
    if (!key.constant.valid()) return {};
    const program::Constant& constant = module_.constants[key.constant.index()];
    const Kind kind = heap_.objects()[object].kind;
    const bool is_number = constant.kind == program::ConstantKind::integer && constant.exact;
    if (kind == Kind::dict || (kind == Kind::instance && !is_number)) return {true, Slot::key(key.constant)};
    if (!is_number) return {constant.exact && kind == Kind::opaque, Slot::key(key.constant)};
    if (constant.integer >= 0 && constant.integer < heap_.limits().places) {
        return {true, Slot::index(static_cast<std::uint32_t>(constant.integer))};
    }
    const heap::Content content = heap_.content_of(state, object);
    if (constant.integer < 0 && content.exact && kSequences.has(kind)) {
        const std::int64_t place = static_cast<std::int64_t>(content.count) + constant.integer;
        if (place >= 0) return {true, Slot::index(static_cast<std::uint32_t>(place))};
    }
    return {};
}

bool Items::is_slice(ValueId key) const {
    const ValueId origin = origin_of(key);
    return origin.valid() && at(origin).opcode == Opcode::make_slice;
}

// Whether a special method of the object's class says what the subscription does.
bool Items::has_own_method(ObjectId object) const {
    return heap_.objects()[object].kind == Kind::instance || parts_.classes.has_library_class(object);
}

Value Items::get_item(State& state, ValueId id, const Instruction& it) {
    const Value from = operand(it, 0);
    const ValueId key = operand_id(it, 1);
    if (is_slice(key)) return slice_of(state, id, from, at(origin_of(key)));
    if (from.is_any()) return parts_.outside.call(state, id, std::vector{from, operand(it, 1)});
    Value result;
    if (from.plain.meets(kTexts)) {
        result = heap::atoms(from.plain.has(Kind::string) ? Kind::string : Kind::integer);
    }
    for (const ObjectId object : objects_of(from)) {
        result = heap_.join(result, item_of(state, id, it, object));
    }
    parts_.ledger.observe_item(state, id, from, result);
    return result;
}

Value Items::item_of(State& state, ValueId id, const Instruction& it, ObjectId object) {
    const Value key = operand(it, 1);
    const Kind kind = heap_.objects()[object].kind;
    if (kind == Kind::class_ && parts_.members.has_class(object) &&
        !parts_.members.has_own_member(object, "__class_getitem__")) {
        const Arguments::One one{key, operand_id(it, 1)};
        const auto given = parts_.members.ask_metaclass(state, id, object, "__getitem__", std::span(&one, 1));
        if (given) return *given;
        const Value members = parts_.members.members_of(object);
        // `Generic[T]` is the class with something that its instances do not have.
        return members.nothing() ? heap_.value_of(object) : members;
    }
    if (kind == Kind::class_ || says_what_items_are(object)) {
        return parts_.calls.special_call(state, id, object, {operand(it, 0), operand_id(it, 0)},
                                         kind == Kind::class_ ? "__class_getitem__" : "__getitem__",
                                         std::array{Arguments::One{key, operand_id(it, 1)}});
    }
    if (sound() && kind == Kind::opaque) {
        return parts_.outside.call(state, id, std::vector{heap_.value_of(object), key});
    }
    if (kind == Kind::bytearray) return heap::atoms(Kind::integer);
    if (kind == Kind::dict) ask_key(state, id, {key, operand_id(it, 1)});
    if (kind == Kind::opaque) {
        const Arguments::One one{key, operand_id(it, 1)};
        const auto given = parts_.calls.call_special_by_flow(
            state, id, "__getitem__", {operand(it, 0), operand_id(it, 0)}, std::span(&one, 1));
        if (given) return heap_.join(*given, item_under(state, id, object, key));
    }
    if (const Value* const known = written(state, object, operand_id(it, 1))) return *known;
    return item_under(state, id, object, key);
}

Value Items::item_under(State& state, ValueId id, ObjectId object, const Value& key) {
    const Value item = heap_.read_item(state, object, item_key(state, object, key));
    const bool may_be_slice = key.plain.has(Kind::other_atom) || (sound() && !key.only_atoms());
    if (!may_be_slice || !kSequences.has(heap_.objects()[object].kind)) return item;
    return heap_.join(item, new_slice_of(state, id, object, false));
}

// A slice of a list is a new list of the same items; of a tuple or text it may be the whole itself.
Value Items::slice_of(State& state, ValueId id, const Value& from, const Instruction& slice) {
    if (faulty(Fault::slice_is_same)) return from;
    Value result;
    if (from.plain.meets(kTexts)) result.plain = from.plain & kTexts;
    if (from.is_any()) result = heap_.join(result, parts_.outside.call(state, id, from));
    const bool is_whole =
        std::ranges::none_of(module_.operands_of(slice), [](ValueId it) { return it.valid(); });
    Value copied;
    Value copies;
    parts_.ledger.observe(state, id, from);
    for (const ObjectId object : objects_of(from)) {
        const Value one = slice_of(state, id, object, is_whole);
        result = heap_.join(result, one);
        if (says_what_items_are(object)) continue;
        copied = heap_.join(copied, heap_.value_of(object));
        copies = heap_.join(copies, one);
    }
    // Who takes a part takes no copy.
    if (is_whole) parts_.ledger.note_copy(state, id, copied, copies);
    return result;
}

// Whether its class says what an item or a slice is: of an array a slice is a view.
bool Items::says_what_items_are(ObjectId object) const {
    return has_own_method(object) || heap_.objects()[object].kind == Kind::view;
}

Value Items::slice_of(State& state, ValueId id, ObjectId object, bool whole) {
    const Kind kind = heap_.objects()[object].kind;
    const Value self = heap_.value_of(object);
    if (says_what_items_are(object)) {
        const Arguments::One key{heap::atoms(Kind::other_atom), ValueId{}};
        return parts_.calls.special_call(state, id, object, {self, ValueId{}}, "__getitem__",
                                         std::array{key});
    }
    if (sound() && kind == Kind::opaque) return parts_.outside.call(state, id, self);
    return new_slice_of(state, id, object, whole);
}

Value Items::new_slice_of(State& state, ValueId id, ObjectId object, bool whole) {
    const Kind kind = heap_.objects()[object].kind;
    const Value self = heap_.value_of(object);
    if (kind == Kind::opaque) assume_that(state, Assumption::builtin_method);
    if (whole) return kind == Kind::tuple ? self : parts_.copies.of_object(state, id, object);
    ContentBuilder content;
    content.head().distinct = heap_.content_of(state, object).distinct;
    content.set(Slot::rest(), heap_.read_items(state, object));
    const ObjectId made = heap_.objects().made(id, parts_.copies.part_from(id, object, kSliceParts), kind);
    put(state, id, made, content);
    return kind == Kind::tuple ? heap_.join(self, heap_.value_of(made)) : heap_.value_of(made);
}

void Items::set_item(State& state, ValueId id, const Instruction& it) {
    const Value target = operand(it, 0);
    const Value value = operand(it, 2);
    for (const ObjectId object : objects_of(target)) set_item_of(state, id, it, object);
    if (is_slice(operand_id(it, 1))) parts_.walks.whole(state, id, value, operand_id(it, 2));
    if (target.is_any()) parts_.outside.run(state, id, std::vector{target, operand(it, 1), value});
}

// `x[key] += …`: the item was read before, by the same registers.
bool Items::augments_item(const Instruction& store) const {
    const Instruction& made = at(origin_of(operand_id(store, 2)));
    if (made.opcode != Opcode::in_place) return false;
    const Instruction& read = at(origin_of(operand_id(made, 0)));
    return read.opcode == Opcode::get_item && operand_id(read, 0) == operand_id(store, 0) &&
           operand_id(read, 1) == operand_id(store, 1);
}

// `table[key] = table[other]; table[other] = …`: the item under `other` was there a moment ago.
bool Items::key_was_read(ValueId id, const Instruction& store) const {
    constexpr std::uint32_t kReach = 16;
    const ValueId table = origin_of(operand_id(store, 0));
    const ValueId key = origin_of(operand_id(store, 1));
    const BlockId block = plan_.block_of(id);
    for (std::uint32_t index = id.index(); index-- > 0 && id.index() - index <= kReach;) {
        const Instruction& it = at(ValueId{index});
        const bool may_remove = it.opcode == Opcode::call || it.opcode == Opcode::delete_item;
        if (may_remove || plan_.block_of(ValueId{index}) != block) return false;
        if (it.opcode == Opcode::get_item && origin_of(operand_id(it, 0)) == table &&
            origin_of(operand_id(it, 1)) == key) {
            return true;
        }
    }
    return false;
}

void Items::set_item_of(State& state, ValueId id, const Instruction& it, ObjectId object) {
    const Arguments::One target{operand(it, 0), operand_id(it, 0)};
    const Arguments::One key{operand(it, 1), operand_id(it, 1)};
    const Arguments::One value{operand(it, 2), operand_id(it, 2)};
    const Kind kind = heap_.objects()[object].kind;
    if (says_what_items_are(object)) {
        static_cast<void>(
            parts_.calls.special_call(state, id, object, target, "__setitem__", std::array{key, value}));
        return;
    }
    if (kind == Kind::tuple || kind == Kind::frozenset) return;
    if (kind == Kind::dict) ask_key(state, id, key);
    if (kind == Kind::opaque) {
        const std::array others{key, value};
        static_cast<void>(parts_.calls.call_special_by_flow(state, id, "__setitem__", target, others));
    }
    const bool certain = heap_.only_object(target.value).valid();
    const auto changed = [&](ChangeKind how, bool must) {
        Change change{id, object, target.value, target.carrier, how, must, {}};
        change.key = key.carrier;
        parts_.ledger.changed(state, change);
    };
    if (sound() && kind == Kind::opaque) {
        changed(ChangeKind::assigns, false);
        return parts_.outside.run(state, id, std::vector{heap_.value_of(object), key.value, value.value});
    }
    if (is_slice(key.carrier)) {
        changed(ChangeKind::inserts, certain);
        const Value items = parts_.iteration.items_of(state, id, value.value);
        heap_.forget_places(state, object);
        return heap_.add_item(state, object, items, Shift::moves_places, false, false);
    }
    const bool is_plain_dict = kind == Kind::dict && heap_.objects().class_of(object) == heap::ClassName{};
    const bool is_there =
        kind == Kind::list ||
        (kind == Kind::dict &&
         (augments_item(it) || parts_.walked_keys.was_found(id, key.carrier, target.carrier))) ||
        (is_plain_dict && key_was_read(id, it));
    changed(is_there ? ChangeKind::reassigns : ChangeKind::assigns, certain);
    heap_.write_item(state, object, item_key(state, object, key.value), value.value, certain);
    const bool has_keys = kind == Kind::dict || kind == Kind::opaque;
    if (has_keys && !key.value.constant.valid()) {
        heap_.write(state, object, Slot::keys(), key.value, false);
    }
    if (certain) note_written(state, object, key.carrier, value.value);
}

// A key is hashed, and compared with one that is there.
void Items::ask_key(State& state, ValueId id, const Arguments::One& key) {
    if (key.value.objects == heap::ObjectSets::empty()) return;
    parts_.special.run(state, id, "__hash__", key);
    parts_.special.run(state, id, "__eq__", key, std::span(&key, 1));
}

void Items::note_written(const State& state, ObjectId object, ValueId key, const Value& value) {
    const heap::Content* const* const content = state.contents.find(object.index());
    if (content == nullptr || !heap_.objects()[object].single()) return;
    written_.push_back({object, origin_of(key), value, *content});
}

const Value* Items::written(const State& state, ObjectId object, ValueId key) const {
    if (written_.empty()) return nullptr;
    const heap::Content* const* const content = state.contents.find(object.index());
    if (content == nullptr) return nullptr;
    const auto found = std::ranges::find_if(written_, [&](const Written& it) {
        return it.object == object && it.key == origin_of(key) && it.content == *content;
    });
    return found != written_.end() ? &found->value : nullptr;
}

void Items::delete_item(State& state, ValueId id, const Instruction& it) {
    const Value target = operand(it, 0);
    const Value key = operand(it, 1);
    const bool certain = heap_.only_object(target).valid();
    for (const ObjectId object : objects_of(target)) {
        const heap::Object known = heap_.objects()[object];
        if (has_own_method(object)) {
            static_cast<void>(parts_.calls.special_call(state, id, object, {target, operand_id(it, 0)},
                                                        "__delitem__",
                                                        std::array{Arguments::One{key, operand_id(it, 1)}}));
            continue;
        }
        Change change{id, object, target, operand_id(it, 0), ChangeKind::removes, certain, {}};
        change.key = operand_id(it, 1);
        parts_.ledger.changed(state, change);
        if (sound() && known.kind == Kind::opaque) {
            parts_.outside.run(state, id, std::vector{heap_.value_of(object), key});
            continue;
        }
        if (known.kind == Kind::opaque) {
            const Arguments::One one{key, operand_id(it, 1)};
            static_cast<void>(parts_.calls.call_special_by_flow(
                state, id, "__delitem__", {target, operand_id(it, 0)}, std::span(&one, 1)));
        }
        const bool moves = known.kind != Kind::dict;
        heap_.remove_items(state, object, item_key(state, object, key),
                           moves ? Shift::moves_places : Shift::keeps_places, certain);
    }
    if (target.is_any()) parts_.outside.run(state, id, target);
}

}  // namespace doppelint::analysis
