#include "analysis/interpreter.h"

namespace doppelint::analysis {

using heap::Assumption;
using heap::Base;
using heap::ContentBuilder;
using heap::Slot;
using heap::SlotKind;

namespace {

constexpr Kinds kWalkers = Kinds(Kind::iterator) | Kind::generator;
constexpr std::uint32_t kTuplePart = 0x1000;

}  // namespace

Value Interpreter::items_of(State& state, ValueId id, const Value& from) {
    Value result;
    if (from.is_any()) result = unknown_call(state, id, std::span(&from, 1));
    if (from.plain.has(Kind::string)) result = heap_.join(result, heap::atoms(Kind::string));
    if (from.plain.meets(Kinds(Kind::bytes) | Kind::other_atom))
        result = heap_.join(result, heap::atoms(Kind::integer));
    const auto objects = heap_.objects_of(from);
    for (const ObjectId object : std::vector(objects.begin(), objects.end())) {
        result = heap_.join(result, items_of(state, id, object));
    }
    return result;
}

// Iterators over iterators nest as deep as the program lets them, and may lead back to themselves.
Value Interpreter::items_of(State& state, ValueId id, ObjectId from) {
    if (walk_depth_ == heap_.limits().walk_depth) {
        assume_that(state, Assumption::limit);
        const Value self = heap_.value_of(from);
        return unknown_call(state, id, std::span(&self, 1));
    }
    ++walk_depth_;
    const Value result = items_of_object(state, id, from);
    --walk_depth_;
    return result;
}

Value Interpreter::items_of_object(State& state, ValueId id, ObjectId from) {
    const heap::Object known = heap_.objects()[from];
    switch (known.kind) {
        case Kind::dict:
            return faulty(Fault::keys_are_values) ? heap_.read_items(state, from) : keys_of(state, from);
        case Kind::iterator:
        case Kind::generator: return items_of_iterator(state, id, from);
        case Kind::view: return items_of_view(state, id, from);
        case Kind::instance: {
            if (is_mapping(from)) return keys_of(state, from);
            if (!method_class(from).empty()) return heap_.read_items(state, from);
            const Value self = heap_.value_of(from);
            return unknown_call(state, id, std::span(&self, 1));
        }
        case Kind::opaque:
        case Kind::class_:
        case Kind::module:
        case Kind::function:
        case Kind::method: {
            const Value self = heap_.value_of(from);
            if (sound()) return unknown_call(state, id, std::span(&self, 1));
            return heap_.read_items(state, from);
        }
        default: return heap_.read_items(state, from);
    }
}

Value Interpreter::keys_of(State& state, ObjectId mapping) {
    const heap::Content content = heap_.content_of(state, mapping);
    Value result = heap_.read(state, mapping, Slot::keys());
    result.plain = result.plain - Kind::unbound;
    for (const heap::SlotValue& it : content.slots()) {
        if (it.slot.kind() == SlotKind::key) {
            Instruction key;
            key.payload = it.slot.detail();
            result = heap_.join(result, constant(key));
        }
    }
    return result;
}

Value Interpreter::keys_of(State& state, ValueId id, const Value& from) {
    Value result;
    if (from.is_any()) result = unknown_call(state, id, std::span(&from, 1));
    const auto objects = heap_.objects_of(from);
    for (const ObjectId object : std::vector(objects.begin(), objects.end())) {
        const bool is_known = heap_.objects()[object].kind == Kind::dict || is_mapping(object);
        result =
            heap_.join(result, is_known ? keys_of(state, object) : heap_.read(state, object, Slot::keys()));
    }
    result.plain = result.plain - Kind::unbound;
    return result;
}

// The values of a mapping, the items of anything else.
Value Interpreter::values_of(State& state, ValueId id, const Value& from) {
    Value result;
    if (from.is_any()) result = unknown_call(state, id, std::span(&from, 1));
    const auto objects = heap_.objects_of(from);
    for (const ObjectId object : std::vector(objects.begin(), objects.end())) {
        const Kind kind = heap_.objects()[object].kind;
        if (kind == Kind::iterator || kind == Kind::generator || kind == Kind::view) {
            result = heap_.join(result, items_of(state, id, object));
        } else if (sound() &&
                   (kind == Kind::opaque || (kind == Kind::instance && method_class(object).empty()))) {
            const Value self = heap_.value_of(object);
            result = heap_.join(result, unknown_call(state, id, std::span(&self, 1)));
        } else {
            result = heap_.join(result, heap_.read_items(state, object));
        }
    }
    return result;
}

// An iterator that a model made works out what it gives from what its arguments hold now.
Value Interpreter::items_of_iterator(State& state, ValueId id, ObjectId iterator) {
    const heap::Content content = heap_.content_of(state, iterator);
    const std::uint32_t lazy = heap_.objects()[iterator].detail;
    if (heap_.objects()[iterator].origin == heap::Origin::site && lazy != 0) {
        const BoundArguments bound = kept_arguments(lazy, content, id);
        return value_of_term(state, context_.library.term(lazy_items_[lazy].term), bound);
    }
    const Value self = heap_.value_of(iterator);
    if (content.base.what == Base::What::unknown) return unknown_call(state, id, std::span(&self, 1));
    if (heap_.objects()[iterator].kind == Kind::generator)
        return unknown_call(state, id, std::span(&self, 1));
    Value result = heap_.read_items(state, iterator);
    if (const Value* const source = content.find(Slot::source())) {
        result = heap_.join(result, items_of(state, id, *source));
    }
    return result;
}

// The arguments that a lazy object keeps, as they were bound when it was made.
BoundArguments Interpreter::kept_arguments(std::uint32_t lazy, const heap::Content& content,
                                           ValueId call) const {
    BoundArguments bound;
    bound.model = lazy_items_[lazy].model;
    bound.call = call;
    bound.values.resize(bound.model->parameter_count);
    bound.registers.resize(bound.model->parameter_count);
    for (const heap::SlotValue& it : content.slots()) {
        const bool is_argument =
            it.slot.kind() == SlotKind::argument && it.slot.detail() < bound.values.size();
        if (is_argument) bound.values[it.slot.detail()] = it.value;
    }
    return bound;
}

// `d.keys()`, `d.values()`, `d.items()`: the word stands in the view's part.
Value Interpreter::items_of_view(State& state, ValueId id, ObjectId view) {
    const heap::Content content = heap_.content_of(state, view);
    const Value* const source = content.find(Slot::source());
    if (source == nullptr) return unknown_result(state, id);
    switch (static_cast<ViewOf>(heap_.objects()[view].detail)) {
        case ViewOf::keys:
        case ViewOf::proxy: return keys_of(state, id, *source);
        case ViewOf::values: return values_of(state, id, *source);
        case ViewOf::bytes: return heap::atoms(Kind::integer);
        case ViewOf::items: break;
    }
    ContentBuilder pair;
    pair.head().exact = true;
    pair.set(Slot::index(0), keys_of(state, id, *source));
    pair.set(Slot::index(1), values_of(state, id, *source));
    return made(state, id, kTuplePart, Kind::tuple, pair);
}

void Interpreter::consume(State& state, const Value& from) {
    const auto objects = heap_.objects_of(from);
    for (const ObjectId object : std::vector(objects.begin(), objects.end())) {
        if (!kWalkers.has(heap_.objects()[object].kind)) continue;
        ContentBuilder content(heap_.content_of(state, object));
        content.head().consumed = heap_.only_object(from).valid();
        content.head().maybe_consumed = true;
        heap_.set_content(state, object, content);
    }
}

void Interpreter::consume_iterators(State& state, const Value& from) {
    const auto objects = heap_.objects_of(from);
    for (const ObjectId object : std::vector(objects.begin(), objects.end())) {
        if (!kWalkers.has(heap_.objects()[object].kind)) continue;
        ContentBuilder content(heap_.content_of(state, object));
        content.head().maybe_consumed = true;
        heap_.set_content(state, object, content);
    }
}

Value Interpreter::get_iterator(State& state, ValueId id, const Instruction& it) {
    const Value from = operand(it, 0);
    const bool is_async = static_cast<program::Synchrony>(it.detail) == program::Synchrony::async;
    if (is_async) return unknown_call(state, id, std::span(&from, 1));
    observe(state, id, from);
    const heap::SetId walkers = heap_.sets().filtered(
        from.objects, [&](ObjectId object) { return kWalkers.has(heap_.objects()[object].kind); });
    Value rest = from;
    rest.objects = heap_.sets().filtered(
        from.objects, [&](ObjectId object) { return !kWalkers.has(heap_.objects()[object].kind); });
    Value result = heap::objects(walkers);
    if (!rest.nothing()) {
        const Kinds strangers = Kinds(Kind::opaque) | Kind::instance | Kind::class_;
        if (sound() && heap_.kinds_of(rest).meets(strangers)) {
            result = heap_.join(result, unknown_call(state, id, std::span(&rest, 1)));
        }
        ContentBuilder content;
        content.set(Slot::source(), rest);
        result = heap_.join(result, made(state, id, 0, Kind::iterator, content));
    }
    begin_region(state, id);
    return result;
}

Value Interpreter::next_item(State& state, ValueId id, const Instruction& it) {
    const Value iterator = operand(it, 0);
    if (static_cast<program::Synchrony>(it.detail) == program::Synchrony::async) {
        return unknown_call(state, id, std::span(&iterator, 1));
    }
    observe_next(state, id, iterator);
    const Value result = items_of(state, id, iterator);
    observe_item(state, id, iterator, result);
    return result;
}

// Items of an exact sequence go to their targets; of anything else each target may get any.
Value Interpreter::unpack(State& state, ValueId id, const Instruction& it) {
    const Value from = operand(it, 0);
    const auto shape = program::Unpacking::from(it.payload);
    const ObjectId only = heap_.only_object(from);
    ContentBuilder content;
    content.head().exact = true;
    const std::uint32_t targets = shape.targets();
    std::vector<Value> parts(targets);
    const bool has_places = only.valid() && (heap_.objects()[only].kind == Kind::tuple ||
                                             heap_.objects()[only].kind == Kind::list);
    const heap::Content source = only.valid() ? heap_.content_of(state, only) : heap::Content{};
    if (has_places && source.exact &&
        (shape.starred ? source.count + 1 >= targets : source.count == targets)) {
        const std::uint32_t extra = source.count + 1 - targets;
        Value middle;
        for (std::uint32_t at = 0; at < source.count; ++at) {
            const Value& value = source.first[at].value;
            if (!shape.starred || at < shape.before) {
                parts[at] = faulty(Fault::unpack_takes_first) ? source.first[0].value : value;
            } else if (at < shape.before + extra) {
                middle = heap_.join(middle, value);
            } else {
                parts[at - extra + 1] = value;
            }
        }
        if (shape.starred) parts[shape.before] = middle;
    } else {
        const bool by_place =
            only.valid() && !sound() && heap_.objects()[only].kind == Kind::opaque && !shape.starred;
        const Value any = items_of(state, id, from);
        for (std::uint32_t at = 0; at < targets; ++at) {
            parts[at] = by_place && at < heap_.limits().places
                            ? heap_.read_item(state, only, {true, Slot::index(at)})
                            : any;
        }
    }
    consume(state, from);
    if (shape.starred) {
        ContentBuilder list;
        list.head().distinct = heap::Distinct::unknown;
        list.set(Slot::rest(), parts[shape.before]);
        parts[shape.before] = made(state, id, 1, Kind::list, list);
    }
    unpacked_[id.index()] = std::move(parts);
    return heap::atoms(Kind::other_atom);
}

Value Interpreter::unpacked(State& state, ValueId id, const Instruction& it) {
    static_cast<void>(state);
    static_cast<void>(id);
    const auto found = unpacked_.find(operand_id(it, 0).index());
    if (found == unpacked_.end() || it.payload >= found->second.size()) return heap::anything();
    return found->second[it.payload];
}

}  // namespace doppelint::analysis
