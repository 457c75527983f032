#include "analysis/iteration.h"

#include "analysis/parts.h"

namespace doppelint::analysis {

using heap::Assumption;
using heap::ContentBuilder;
using heap::Slot;
using heap::SlotKind;

namespace {

constexpr Kinds kWalkers = Kinds(Kind::iterator) | Kind::generator;
constexpr Kinds kStrangers = Kinds(Kind::opaque) | Kind::instance | Kind::class_;
constexpr std::uint32_t kTuplePart = 0x1000;

bool is_async(const Instruction& it) {
    return static_cast<program::Synchrony>(it.detail) == program::Synchrony::async;
}

}  // namespace

// Iterators over iterators, and callables that call callables, nest as deep as the program lets them, and may
// lead back to themselves; `depth_` is held to a limit.
// NOLINTBEGIN(misc-no-recursion)

Value Iteration::items_of(State& state, ValueId id, const Value& from, Walk walk) {
    Value result;
    if (from.is_any()) result = parts_.outside.call(state, id, from);
    if (from.plain.has(Kind::string)) result = heap_.join(result, heap::atoms(Kind::string));
    if (from.plain.meets(Kinds(Kind::bytes) | Kind::other_atom)) {
        result = heap_.join(result, heap::atoms(Kind::integer));
    }
    for (const ObjectId object : objects_of(from)) {
        result = heap_.join(result, items_of(state, id, object, walk));
    }
    return result;
}

Value Iteration::items_of(State& state, ValueId id, ObjectId from, Walk walk) {
    if (depth_ == heap_.limits().walk_depth) {
        assume_that(state, Assumption::limit);
        return parts_.outside.call(state, id, heap_.value_of(from));
    }
    const std::size_t made_before = activation_.made_by_step.size();
    ++depth_;
    const Value result = items_of_object(state, id, from, walk);
    --depth_;
    return walk == Walk::whole ? activation_.made_many(state, result, made_before) : result;
}

Value Iteration::items_of_object(State& state, ValueId id, ObjectId from, Walk walk) {
    switch (heap_.objects()[from].kind) {
        case Kind::dict:
            return faulty(Fault::keys_are_values) ? heap_.read_items(state, from) : keys_of(state, from);
        case Kind::generator:
            if (parts_.summaries.is_resumable(from)) return parts_.summaries.resume(state, id, from, walk);
            [[fallthrough]];
        case Kind::iterator: return items_of_iterator(state, id, from, walk);
        case Kind::view: return items_of_view(state, id, from);
        case Kind::instance: {
            if (parts_.classes.is_mapping(from)) return keys_of(state, from);
            if (parts_.members.has_class(from)) return items_of_instance(state, id, from, walk);
            if (!parts_.classes.method_class(from).empty()) return items_of_described(state, id, from);
            return parts_.outside.call(state, id, heap_.value_of(from));
        }
        case Kind::opaque:
        case Kind::class_:
        case Kind::module:
        case Kind::function:
        case Kind::method: {
            if (sound()) return parts_.outside.call(state, id, heap_.value_of(from));
            const Value held = heap_.read_items(state, from);
            if (const Value members = parts_.members.members_of(from); !members.nothing()) return members;
            if (heap_.objects()[from].kind == Kind::class_) {
                return heap_.join(held,
                                  parts_.special.ask(state, id, "__iter__", {heap_.value_of(from), ValueId{}})
                                      .value_or(Value{}));
            }
            if (heap_.objects()[from].kind != Kind::opaque) return held;
            const auto given = next_by_flow(state, id, {heap_.value_of(from), ValueId{}});
            return given ? heap_.join(held, *given) : held;
        }
        default: return heap_.read_items(state, from);
    }
}

// An instance of a library's class: by its row for `__next__` or `__iter__`, else what it holds.
Value Iteration::items_of_described(State& state, ValueId id, ObjectId from) {
    const std::string_view class_name = parts_.classes.method_class(from);
    const auto models = context_.library.methods(class_name, "__next__");
    if (models.empty()) return parts_.attributes.or_parts(state, heap_.read_items(state, from), from);
    Arguments self;
    self.add(heap_.value_of(from), ValueId{});
    return parts_.models.apply(state, id, models, self, ModelCalls::Access::method, false);
}

// What an object of unknown class gives next, as the flow of instances tells.
std::optional<Value> Iteration::next_by_flow(State& state, ValueId id, const Arguments::One& from) {
    std::optional<Value> result;
    for (const std::string_view name : {"__iter__", "__next__"}) {
        const auto given = parts_.calls.call_special_by_flow(state, id, name, from, {});
        if (given && name == "__next__") result = given;
    }
    return result;
}

// By the protocol of iteration: `__iter__`, then `__next__` of what that gives.
Value Iteration::items_of_instance(State& state, ValueId id, ObjectId from, Walk walk) {
    const Arguments::One self{heap_.value_of(from), ValueId{}};
    if (!parts_.members.has_member(from, "__iter__") && parts_.members.has_member(from, "__getitem__")) {
        // By places from 0 on.
        Arguments place;
        place.add(heap::atoms(Kind::integer), ValueId{});
        return parts_.members.call(state, id, from, self, "__getitem__", place).value_or(Value{});
    }
    const auto iterator = parts_.members.call(state, id, from, self, "__iter__", {});
    if (!iterator) return parts_.outside.call(state, id, heap_.value_of(from));
    Value result;
    for (const ObjectId it : objects_of(*iterator)) {
        const auto next = parts_.members.call(state, id, it, {heap_.value_of(it), ValueId{}}, "__next__", {});
        if (next) {
            result = heap_.join(result, *next);
        } else if (it != from) {
            result = heap_.join(result, items_of(state, id, it, walk));
        } else {
            result = heap_.join(result, parts_.outside.result(state, id));
        }
    }
    return result;
}

// An iterator that a model made works out what it gives from what its arguments hold now. Code that is not
// seen may have made one something else.
Value Iteration::items_of_iterator(State& state, ValueId id, ObjectId iterator, Walk walk) {
    const heap::Object known = heap_.objects()[iterator];
    const heap::Content content = heap_.content_of(state, iterator);
    if (content.base.what == heap::Base::What::unknown || known.kind == Kind::generator) {
        return parts_.outside.call(state, id, heap_.value_of(iterator));
    }
    if (known.origin == heap::Origin::site && known.detail != 0) {
        const BoundArguments bound = parts_.terms.kept_arguments(state, iterator, id, walk);
        return parts_.terms.value(state, parts_.terms.lazy_term(iterator), bound);
    }
    Value result = heap_.read_items(state, iterator);
    if (const Value* const source = content.find(Slot::source())) {
        result = heap_.join(result, items_of(state, id, *source, walk));
    }
    return result;
}

Value Iteration::items_of_view(State& state, ValueId id, ObjectId view) {
    const heap::Content content = heap_.content_of(state, view);
    const Value* const source = content.find(Slot::source());
    if (source == nullptr) return parts_.outside.result(state, id);
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
    return make(state, {id, kTuplePart, Kind::tuple}, pair);
}

Value Iteration::values_of(State& state, ValueId id, const Value& from) {
    Value result;
    if (from.is_any()) result = parts_.outside.call(state, id, from);
    for (const ObjectId object : objects_of(from)) {
        const Kind kind = heap_.objects()[object].kind;
        if (kWalkers.has(kind) || kind == Kind::view) {
            result = heap_.join(result, items_of(state, id, object));
        } else if (sound() && has_unknown_items(object)) {
            result = heap_.join(result, parts_.outside.call(state, id, heap_.value_of(object)));
        } else {
            result = heap_.join(result, heap_.read_items(state, object));
        }
    }
    return result;
}

// NOLINTEND(misc-no-recursion)

// Whether its class may say what it holds.
bool Iteration::has_unknown_items(ObjectId object) const {
    const Kind kind = heap_.objects()[object].kind;
    return kind == Kind::opaque || (kind == Kind::instance && parts_.classes.method_class(object).empty());
}

Value Iteration::keys_of(State& state, ObjectId mapping) {
    const heap::Content content = heap_.content_of(state, mapping);
    Value result = heap_.read(state, mapping, Slot::keys());
    result.plain = result.plain - Kind::unbound;
    for (const heap::SlotValue& it : content.slots()) {
        if (it.slot.kind() != SlotKind::key) continue;
        result = heap_.join(result, parts_.names.constant(program::ConstantId{it.slot.detail()}));
    }
    return result;
}

Value Iteration::keys_of(State& state, ValueId id, const Value& from) {
    Value result;
    if (from.is_any()) result = parts_.outside.call(state, id, from);
    for (const ObjectId object : objects_of(from)) {
        const bool is_known = heap_.objects()[object].kind == Kind::dict || parts_.classes.is_mapping(object);
        result =
            heap_.join(result, is_known ? keys_of(state, object) : heap_.read(state, object, Slot::keys()));
    }
    result.plain = result.plain - Kind::unbound;
    return result;
}

Value Iteration::get_iterator(State& state, ValueId id, const Instruction& it) {
    const Value from = operand(it, 0);
    if (is_async(it)) {
        const auto given = parts_.special.ask(state, id, "__aiter__", {from, operand_id(it, 0)});
        return given ? *given : parts_.outside.call(state, id, from);
    }
    parts_.ledger.observe(state, id, from);
    parts_.walks.begin(state, id, from, operand_id(it, 0));
    const auto is_walker = [&](ObjectId object) { return kWalkers.has(heap_.objects()[object].kind); };
    Value result = heap::objects(heap_.sets().filtered(from.objects, is_walker));
    Value rest = from;
    rest.objects = heap_.sets().filtered(from.objects, [&](ObjectId object) { return !is_walker(object); });
    if (!rest.nothing()) {
        if (sound() && heap_.kinds_of(rest).meets(kStrangers)) {
            result = heap_.join(result, parts_.outside.call(state, id, rest));
        }
        if (context_.summaries != nullptr && heap_.kinds_of(rest).has(Kind::opaque)) {
            for (const std::string_view name : {"__iter__", "__getitem__"}) {
                const Arguments::One place{heap::atoms(Kind::integer), ValueId{}};
                const std::size_t count = name == "__iter__" ? 0 : 1;
                const auto given = parts_.calls.call_special_by_flow(
                    state, id, name, {rest, operand_id(it, 0)}, {&place, count});
                if (given)
                    result.objects = heap_.sets().filtered(heap_.join(result, *given).objects, is_walker);
            }
        }
        ContentBuilder content;
        content.set(Slot::source(), rest);
        result = heap_.join(result, make(state, {id, 0, Kind::iterator}, content));
    }
    parts_.ledger.begin_region(state, id, result);
    for (const ObjectId object : objects_of(result)) {
        if (parts_.summaries.is_resumable(object)) parts_.summaries.begin_regions(state, id, object);
    }
    return result;
}

Value Iteration::next_item(State& state, ValueId id, const Instruction& it) {
    const Value iterator = operand(it, 0);
    if (is_async(it)) {
        parts_.special.run(state, id, "__anext__", {iterator, operand_id(it, 0)});
        return parts_.outside.call(state, id, iterator);
    }
    parts_.ledger.observe_next(state, id, iterator);
    const Value result = items_of(state, id, iterator, Walk::turn);
    parts_.walks.come_to(state, id, iterator, result);
    parts_.ledger.observe_item(state, id, iterator, result);
    return result;
}

Value Iteration::unpack(State& state, ValueId id, const Instruction& it) {
    const Value from = operand(it, 0);
    const auto shape = program::Unpacking::from(it.payload);
    const std::uint32_t targets = shape.targets();
    std::vector<Value> parts = parts_by_place(state, from, shape);
    if (parts.empty()) {
        parts.resize(targets);
        const ObjectId only = heap_.only_object(from);
        const bool by_place =
            only.valid() && !sound() && !shape.starred && heap_.objects()[only].kind == Kind::opaque;
        const Value any = items_of(state, id, from);
        for (std::uint32_t place = 0; place < targets; ++place) {
            parts[place] = by_place && place < heap_.limits().places
                               ? heap_.read_item(state, only, {true, Slot::index(place)})
                               : any;
        }
    }
    parts_.walks.whole(state, id, from, operand_id(it, 0));
    parts_.ledger.observe(state, id, from);
    if (shape.starred) {
        ContentBuilder list;
        list.head().distinct = heap::Distinct::unknown;
        list.set(Slot::rest(), parts[shape.before]);
        parts[shape.before] = make(state, {id, 1, Kind::list}, list);
    }
    unpacked_[id.index()] = std::move(parts);
    return heap::atoms(Kind::other_atom);
}

// `for row, names in ((one, ONE), (two, TWO))`: what stands first in one of the tuples goes to the first
// target. Nothing, if of some object it is not known what stands where.
std::vector<Value> Iteration::parts_by_place(const State& state, const Value& from,
                                             program::Unpacking shape) {
    constexpr std::size_t kMostObjects = 16;
    const heap::ObjectList objects = objects_of(from);
    if (from.is_any() || !from.plain.empty() || objects.size() > kMostObjects) return {};
    std::vector<Value> parts;
    for (const ObjectId object : objects) {
        const Kind kind = heap_.objects()[object].kind;
        const heap::Content source = heap_.content_of(state, object);
        const bool fits =
            shape.starred ? source.count + 1 >= shape.targets() : source.count == shape.targets();
        if (!source.exact || !fits || (kind != Kind::tuple && kind != Kind::list)) return {};
        const std::vector<Value> more = parts_in_order(source, shape);
        parts.resize(more.size());
        for (std::size_t place = 0; place < more.size(); ++place)
            parts[place] = heap_.join(parts[place], more[place]);
    }
    return parts;
}

// The starred target gets what any of its items is.
std::vector<Value> Iteration::parts_in_order(const heap::Content& source, program::Unpacking shape) {
    const std::uint32_t targets = shape.targets();
    const std::uint32_t extra = source.count + 1 - targets;
    std::vector<Value> parts(targets);
    for (std::uint32_t place = 0; place < source.count; ++place) {
        const Value& value = source.first[faulty(Fault::unpack_takes_first) ? 0 : place].value;
        if (!shape.starred || place < shape.before) {
            parts[place] = value;
        } else if (place < shape.before + extra) {
            parts[shape.before] = heap_.join(parts[shape.before], value);
        } else {
            parts[place - extra + 1] = value;
        }
    }
    return parts;
}

Value Iteration::unpacked(const Instruction& it) const {
    const auto found = unpacked_.find(operand_id(it, 0).index());
    if (found == unpacked_.end() || it.payload >= found->second.size()) return heap::anything();
    return found->second[it.payload];
}

}  // namespace doppelint::analysis
