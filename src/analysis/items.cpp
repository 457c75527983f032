#include <algorithm>
#include <array>

#include "analysis/interpreter.h"

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

// Whether it is of a class of a library's own, like defaultdict, whose methods a model tells.
bool Interpreter::has_library_class(ObjectId object) const {
    return !heap_.objects().class_of(object).library.empty();
}

// Which slot of the object `key` names, where that can be told.
ItemKey Interpreter::item_key(const State& state, ObjectId object, const Value& key) {
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

Value Interpreter::get_item(State& state, ValueId id, const Instruction& it) {
    const Value from = operand(it, 0);
    const Value key = operand(it, 1);
    const ValueId key_origin = origin_of(operand_id(it, 1));
    const bool is_slice = key_origin.valid() && at(key_origin).opcode == Opcode::make_slice;
    if (is_slice) return slice_of(state, id, from, at(key_origin));
    if (from.is_any()) {
        const std::vector<Value> roots = {from, key};
        return unknown_call(state, id, roots);
    }
    Value result;
    if (from.plain.meets(kTexts))
        result = heap::atoms(from.plain.has(Kind::string) ? Kind::string : Kind::integer);
    const auto objects = heap_.objects_of(from);
    for (const ObjectId object : std::vector(objects.begin(), objects.end())) {
        const heap::Object known = heap_.objects()[object];
        if (known.kind == Kind::instance || known.kind == Kind::class_ || has_library_class(object)) {
            result =
                heap_.join(result, special_call(state, id, object, {from, operand_id(it, 0)}, "__getitem__",
                                                std::array{Arguments::One{key, operand_id(it, 1)}}));
            continue;
        }
        if (sound() && known.kind == Kind::opaque) {
            const std::vector<Value> roots = {heap_.value_of(object), key};
            result = heap_.join(result, unknown_call(state, id, roots));
            continue;
        }
        if (known.kind == Kind::bytearray) {
            result = heap_.join(result, heap::atoms(Kind::integer));
            continue;
        }
        result = heap_.join(result, heap_.read_item(state, object, item_key(state, object, key)));
    }
    observe_item(state, id, from, result);
    return result;
}

// A slice of a list is a new list of the same items; of a tuple or text it may be the whole itself.
Value Interpreter::slice_of(State& state, ValueId id, const Value& from, const Instruction& slice) {
    Value result;
    if (faulty(Fault::slice_is_same)) return from;
    if (from.plain.meets(kTexts)) result.plain = from.plain & kTexts;
    if (from.is_any()) result = heap_.join(result, unknown_call(state, id, std::span(&from, 1)));
    const auto operands = module_.operands_of(slice);
    const bool is_whole = std::ranges::none_of(operands, [](ValueId it) { return it.valid(); });
    for (const ObjectId object : copy_of_objects(from)) {
        const heap::Object known = heap_.objects()[object];
        if (known.kind == Kind::instance || (sound() && known.kind == Kind::opaque)) {
            const Value self = heap_.value_of(object);
            result = heap_.join(result, unknown_call(state, id, std::span(&self, 1)));
            continue;
        }
        if (known.kind == Kind::opaque) assume_that(state, Assumption::builtin_method);
        if (known.kind == Kind::tuple) result = heap_.join(result, heap_.value_of(object));
        if (is_whole) {
            if (known.kind != Kind::tuple) result = heap_.join(result, copy_of_one(state, id, object));
            continue;
        }
        ContentBuilder content;
        content.head().distinct = heap_.content_of(state, object).distinct;
        content.set(Slot::rest(), heap_.read_items(state, object));
        const ObjectId made = heap_.objects().made(id, part_from(id, object, kSliceParts), known.kind);
        put(state, id, made, content);
        result = heap_.join(result, heap_.value_of(made));
    }
    note_copy(state, id, from, result);
    return result;
}

void Interpreter::set_item(State& state, ValueId id, const Instruction& it) {
    const Value target = operand(it, 0);
    const Value key = operand(it, 1);
    const Value value = operand(it, 2);
    const ValueId key_origin = origin_of(operand_id(it, 1));
    const bool is_slice = key_origin.valid() && at(key_origin).opcode == Opcode::make_slice;
    const bool certain = heap_.only_object(target).valid();
    const auto objects = heap_.objects_of(target);
    for (const ObjectId object : std::vector(objects.begin(), objects.end())) {
        const heap::Object known = heap_.objects()[object];
        if (known.kind == Kind::instance || has_library_class(object)) {
            static_cast<void>(special_call(state, id, object, {target, operand_id(it, 0)}, "__setitem__",
                                           std::array{Arguments::One{key, operand_id(it, 1)},
                                                      Arguments::One{value, operand_id(it, 2)}}));
            continue;
        }
        if (known.kind == Kind::tuple || known.kind == Kind::frozenset) continue;
        if (sound() && known.kind == Kind::opaque) {
            const std::vector<Value> roots = {heap_.value_of(object), key, value};
            changed(state, {id, object, target, operand_id(it, 0), ChangeKind::assigns, false, {}});
            static_cast<void>(unknown_call(state, id, roots));
            continue;
        }
        if (is_slice) {
            changed(state, {id, object, target, operand_id(it, 0), ChangeKind::inserts, certain, {}});
            const Value items = items_of(state, id, value);
            heap_.forget_places(state, object);
            heap_.add_item(state, object, items, Shift::moves_places, false, false);
            continue;
        }
        const ChangeKind kind = known.kind == Kind::list || is_current_key(operand_id(it, 1), target)
                                    ? ChangeKind::reassigns
                                    : ChangeKind::assigns;
        changed(state, {id, object, target, operand_id(it, 0), kind, certain, {}});
        heap_.write_item(state, object, item_key(state, object, key), value, certain);
        const bool has_keys = known.kind == Kind::dict || known.kind == Kind::opaque;
        if (has_keys && !key.constant.valid()) heap_.write(state, object, Slot::keys(), key, false);
    }
    if (is_slice) consume(state, value);
    if (target.is_any()) {
        const std::vector<Value> roots = {target, key, value};
        static_cast<void>(unknown_call(state, id, roots));
    }
}

// Whether the key is the one that a walk over the container is at.
bool Interpreter::is_current_key(ValueId key, const Value& container) {
    const ValueId origin = origin_of(key);
    if (!origin.valid()) return false;
    const Instruction* it = &at(origin);
    if (it->opcode == Opcode::unpacked && it->payload == 0) {
        const ValueId whole = operand_id(at(operand_id(*it, 0)), 0);
        it = &at(whole);
    }
    if (it->opcode != Opcode::next_item) return false;
    const State& entry = blocks_[current_.index()].entry;
    const auto shows = [&](const Value& walked) {
        return std::ranges::any_of(heap_.objects_of(walked), [&](ObjectId one) {
            const heap::Content content = heap_.content_of(entry, one);
            const Value* const source = content.find(Slot::source());
            return source != nullptr && heap_.sets().meets(source->objects, container.objects);
        });
    };
    const Value iterator = values_[operand_id(*it, 0).index()];
    return shows(iterator) || std::ranges::any_of(heap_.objects_of(iterator), [&](ObjectId one) {
               const heap::Content content = heap_.content_of(entry, one);
               const Value* const view = content.find(Slot::source());
               return view != nullptr && shows(*view);
           });
}

void Interpreter::delete_item(State& state, ValueId id, const Instruction& it) {
    const Value target = operand(it, 0);
    const Value key = operand(it, 1);
    const bool certain = heap_.only_object(target).valid();
    const auto objects = heap_.objects_of(target);
    for (const ObjectId object : std::vector(objects.begin(), objects.end())) {
        const heap::Object known = heap_.objects()[object];
        if (known.kind == Kind::instance || has_library_class(object)) {
            static_cast<void>(special_call(state, id, object, {target, operand_id(it, 0)}, "__delitem__",
                                           std::array{Arguments::One{key, operand_id(it, 1)}}));
            continue;
        }
        changed(state, {id, object, target, operand_id(it, 0), ChangeKind::removes, certain, {}});
        if (sound() && known.kind == Kind::opaque) {
            const std::vector<Value> roots = {heap_.value_of(object), key};
            static_cast<void>(unknown_call(state, id, roots));
            continue;
        }
        const bool moves = known.kind != Kind::dict;
        heap_.remove_items(state, object, item_key(state, object, key),
                           moves ? Shift::moves_places : Shift::keeps_places, certain);
    }
    if (target.is_any()) static_cast<void>(unknown_call(state, id, std::span(&target, 1)));
}

}  // namespace doppelint::analysis
