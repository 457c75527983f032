#include <algorithm>

#include "heap/faults.h"
#include "heap/heap.h"

namespace doppelint::heap {
namespace {

bool is_item(const SlotValue& it) {
    return it.slot.is_item();
}

std::uint32_t places_of(const Content& content) {
    std::uint32_t count = 0;
    for (const SlotValue& it : content.slots()) count += it.slot.kind() == SlotKind::index ? 1U : 0U;
    return count;
}

// Whether a place of one says nothing of the same place of the other.
bool places_differ(const Content& left, const Content& right) {
    const std::uint32_t one = places_of(left);
    const std::uint32_t other = places_of(right);
    const auto has_rest_alone = [](const Content& it, std::uint32_t places) {
        return places == 0 && !it.exact && it.base.what == Base::What::empty;
    };
    if (has_rest_alone(left, one) || has_rest_alone(right, other)) return one != 0 || other != 0;
    return one != other && (left.exact || right.exact);
}

// Whether the rest says what all items are that have no slot of their own.
bool rest_says_all(const Content& it) {
    return it.base.what == Base::What::empty && it.find(Slot::rest()) != nullptr;
}

// What holds on either way of all but the base and the slots.
void join_heads(Content& head, const Content& left, const Content& right) {
    head.distinct = join(left.distinct, right.distinct);
    head.exact = left.exact && right.exact;
    if (faulty(Fault::join_of_exact_stays_exact)) head.exact = left.exact || right.exact;
    head.consumed = left.consumed && right.consumed;
    head.maybe_consumed = left.maybe_consumed || right.maybe_consumed;
    head.consumed_in_turns = left.consumed_in_turns || right.consumed_in_turns;
    const auto [first, last] = std::minmax(left.consumed_by, right.consumed_by);
    head.consumed_by = first != 0 ? first : last;
    head.escaped = left.escaped || right.escaped;
    head.touched = left.touched | right.touched;
}

// Null: there is no debt on this way.
Debt joined(const Debt* left, const Debt* right) {
    if (left == nullptr || right == nullptr) return {false, (left != nullptr ? left : right)->assumptions};
    return {left->must && right->must, left->assumptions | right->assumptions};
}

}  // namespace

const Content* Heap::join(ObjectId object, const Content& left, const Content& right, std::uint32_t place) {
    const bool fold = places_differ(left, right);
    const Content& one = fold ? *with_folded_indexes(left) : left;
    const Content& other = fold ? *with_folded_indexes(right) : right;
    ContentBuilder result;
    Content& head = result.head();
    head.base = joined_base(object, one, other, place);
    join_heads(head, one, other);
    join_slots(result, one, other);
    // A side with other keys than those listed has them in the rest of both.
    if (!head.exact && result.find(Slot::rest()) == nullptr && (one.exact || other.exact) &&
        std::ranges::any_of(result.slots(), is_item) && head.base.what == Base::What::empty) {
        result.set(Slot::rest(), Value{});
    }
    return result.finish(arena_);
}

Base Heap::joined_base(ObjectId object, const Content& left, const Content& right,
                       std::uint32_t place) const {
    if (left.base == right.base) return left.base;
    if (rest_says_all(left)) return right.base;
    if (rest_says_all(right)) return left.base;
    if (policy_ == Policy::sound) return {Base::What::unknown, {}, 0};
    return {Base::What::symbolic, object, place};
}

void Heap::join_slots(ContentBuilder& result, const Content& left, const Content& right) {
    for (const SlotValue& it : left.slots()) result.set(it.slot, join(it.value, value_in(right, it.slot)));
    if (faulty(Fault::join_of_contents_forgets_slots)) return;
    for (const SlotValue& it : right.slots()) {
        if (left.find(it.slot) == nullptr) result.set(it.slot, join(value_in(left, it.slot), it.value));
    }
}

Value Heap::value_in(const Content& content, Slot slot) {
    if (const Value* const listed = content.find(slot)) return *listed;
    const Value value = unlisted(content, slot);
    return value.nothing() && slot.kind() == SlotKind::key ? atoms(Kind::unbound) : value;
}

State Heap::join(const State& left, const State& right, std::uint32_t place) {
    if (!left.reachable) return right;
    if (!right.reachable) return left;
    if (faulty(Fault::join_of_states_forgets_right)) return left;
    State result;
    result.reachable = true;
    result.assumptions = left.assumptions | right.assumptions;
    result.epoch = left.epoch == right.epoch ? left.epoch : place;
    result.contents = PersistentMap<const Content*>::merged(
        left.contents, right.contents,
        [&](std::uint32_t key, const Content* const* one, const Content* const* other) -> const Content* {
            const ObjectId object{key};
            // An object that one of the ways has not made has the content of the other.
            if (objects_[object].origin == Origin::site && (one == nullptr || other == nullptr)) {
                return one != nullptr ? *one : *other;
            }
            if (one != nullptr && other != nullptr) {
                if (equal(**one, **other)) return *one;
                return join(object, **one, **other, place);
            }
            const Content missing = content_of(one == nullptr ? left : right, object);
            return one != nullptr ? join(object, **one, missing, place)
                                  : join(object, missing, **other, place);
        },
        arena_);
    result.debts = PersistentMap<Debt>::merged(
        left.debts, right.debts,
        [](std::uint32_t, const Debt* one, const Debt* other) { return joined(one, other); }, arena_);
    return result;
}

bool Heap::within(const State& inner, const State& outer) {
    if (!inner.reachable) return true;
    if (!outer.reachable || !inner.assumptions.within(outer.assumptions) || inner.epoch != outer.epoch)
        return false;
    const bool contents = PersistentMap<const Content*>::all(
        inner.contents, outer.contents,
        [&](std::uint32_t key, const Content* const* one, const Content* const* other) {
            if (one == nullptr) return true;
            if (other == nullptr) return false;
            return *one == *other || equal(**one, **other) ||
                   equal(*join(ObjectId{key}, **other, **one, outer.epoch), **other);
        });
    return contents && PersistentMap<Debt>::all(inner.debts, outer.debts,
                                                [&](std::uint32_t, const Debt* one, const Debt* other) {
                                                    if (one == nullptr) return !other->must;
                                                    return other != nullptr && (one->must || !other->must) &&
                                                           one->assumptions.within(other->assumptions);
                                                });
}

// NOLINTNEXTLINE(misc-no-recursion): as deep as a path, and those have a limit
ObjectId Heap::renamed(ObjectId id, const std::vector<ObjectId>& recent) {
    const Object object = objects_[id];
    if (object.origin == Origin::child) {
        const ObjectId parent = renamed(object.parent, recent);
        return parent == object.parent ? id : objects_.child(parent, object.slot, object.part);
    }
    return std::ranges::binary_search(recent, id) ? objects_.older(id) : id;
}

Value Heap::renamed(const Value& value, const std::vector<ObjectId>& recent) {
    Value result = value;
    result.objects = sets_.mapped(value.objects, [&](ObjectId it) { return renamed(it, recent); });
    return result;
}

// Whether anything in it has another name once these are the earlier ones of their sites.
bool Heap::mentions(const Content& content, const std::vector<ObjectId>& recent) const {
    const auto is_renamed = [&](ObjectId id) {
        return std::ranges::binary_search(recent, objects_.root(id));
    };
    if (content.base.what == Base::What::symbolic && is_renamed(content.base.object)) return true;
    return std::ranges::any_of(content.slots(), [&](const SlotValue& it) {
        return std::ranges::any_of(sets_.items(it.value.objects), is_renamed);
    });
}

const Content* Heap::renamed(const Content& content, const std::vector<ObjectId>& recent) {
    ContentBuilder result(content);
    result.change_each([&](SlotValue& it) { it.value = renamed(it.value, recent); });
    Base& base = result.head().base;
    if (base.what == Base::What::symbolic) base.object = renamed(base.object, recent);
    return result.finish(arena_);
}

void Heap::fold(State& state, const std::vector<ObjectId>& recent) {
    state.contents = state.contents.mapped(
        [&](std::uint32_t, const Content* content) {
            return mentions(*content, recent) ? renamed(*content, recent) : content;
        },
        arena_);
    for (const ObjectId it : recent) {
        const Content* const content = *state.contents.find(it.index());
        const ObjectId older = objects_.older(it);
        const Content* const* const old = state.contents.find(older.index());
        const Content* const both = old != nullptr ? join(older, **old, *content, 0) : content;
        state.contents = state.contents.without(it.index(), arena_).with(older.index(), both, arena_);
    }
}

void Heap::age(State& state, std::vector<ObjectId> newest) {
    std::erase_if(newest, [&](ObjectId it) { return state.contents.find(it.index()) == nullptr; });
    if (newest.empty() || faulty(Fault::no_ageing)) return;
    std::ranges::sort(newest);
    fold(state, newest);
}

Value Heap::multiplied(State& state, const Value& value, const std::vector<ObjectId>& sorted) {
    std::vector<ObjectId> there;
    for (const ObjectId it : sorted) {
        if (!objects_[it].older && state.contents.find(it.index()) != nullptr) there.push_back(it);
    }
    if (there.empty()) return value;
    fold(state, there);
    return renamed(value, there);
}

std::vector<ObjectId> Heap::reachable(const State& state, std::span<const Value> roots) const {
    std::vector<ObjectId> found;
    std::vector<bool> seen(objects_.size());
    const auto add = [&](const Value& value) {
        for (const ObjectId it : objects_of(value)) {
            if (seen[it.index()]) continue;
            seen[it.index()] = true;
            found.push_back(it);
        }
    };
    for (const Value& it : roots) add(it);
    // NOLINTNEXTLINE(modernize-loop-convert): `found` grows
    for (std::size_t at = 0; at < found.size(); ++at) {
        const Content content = content_of(state, found[at]);
        for (const SlotValue& it : content.slots()) add(it.value);
    }
    return found;
}

void Heap::expose(State& state, std::span<const Value> roots, std::uint32_t epoch) {
    std::vector<Value> known(roots.begin(), roots.end());
    state.contents.for_each([&](std::uint32_t key, const Content* content) {
        const Object& object = objects_[ObjectId{key}];
        if (overflowed_ || content->escaped || object.origin != Origin::site)
            known.push_back(value_of(ObjectId{key}));
    });
    for (const ObjectId it : reachable(state, known)) {
        ContentBuilder content;
        const Content before = content_of(state, it);
        const Object& object = objects_[it];
        content.head().escaped = true;
        if (object.kind == Kind::tuple || object.kind == Kind::frozenset) {
            content = ContentBuilder(before);
            content.head().escaped = true;
        } else {
            content.head().base = {Base::What::unknown, it, epoch};
            content.head().distinct = Distinct::unknown;
            content.head().maybe_consumed = true;
        }
        set_content(state, it, content);
    }
    state.epoch = epoch;
}

}  // namespace doppelint::heap
