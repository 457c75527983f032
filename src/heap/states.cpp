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

}  // namespace

const Content* Heap::join(ObjectId object, const Content& left, const Content& right, std::uint32_t place) {
    ContentBuilder one(left);
    ContentBuilder other(right);
    if (places_differ(left, right)) {
        fold_indexes(one);
        fold_indexes(other);
    }
    ContentBuilder result;
    Content& head = result.head();
    const Content& a = one.head();
    const Content& b = other.head();
    if (a.base == b.base) {
        head.base = a.base;
    } else if (a.base.what == Base::What::empty && one.find(Slot::rest()) != nullptr) {
        head.base = b.base;
    } else if (b.base.what == Base::What::empty && other.find(Slot::rest()) != nullptr) {
        head.base = a.base;
    } else if (policy_ == Policy::sound) {
        head.base = {Base::What::unknown, {}, 0};
    } else {
        head.base = {Base::What::symbolic, object, place};
    }
    head.distinct = heap::join(a.distinct, b.distinct);
    head.exact = a.exact && b.exact;
    if (faulty(Fault::join_of_exact_stays_exact)) head.exact = a.exact || b.exact;
    head.consumed = a.consumed && b.consumed;
    head.maybe_consumed = a.maybe_consumed || b.maybe_consumed;
    head.escaped = a.escaped || b.escaped;
    head.touched = a.touched | b.touched;
    const Content* const first = one.finish(arena_);
    const Content* const second = other.finish(arena_);
    const auto value_in = [&](const Content& content, Slot slot) {
        if (const Value* const listed = content.find(slot)) return *listed;
        Value value = unlisted(content, slot);
        if (value.nothing() && slot.kind() == SlotKind::key) value = atoms(Kind::unbound);
        return value;
    };
    for (const SlotValue& it : first->slots())
        result.set(it.slot, join(it.value, value_in(*second, it.slot)));
    for (const SlotValue& it : second->slots()) {
        if (faulty(Fault::join_of_contents_forgets_slots)) break;
        if (first->find(it.slot) == nullptr) result.set(it.slot, join(value_in(*first, it.slot), it.value));
    }
    // A side with other keys than those listed has them in the rest of both.
    if (!head.exact && result.find(Slot::rest()) == nullptr && (a.exact || b.exact) &&
        std::ranges::any_of(result.slots(), is_item) && head.base.what == Base::What::empty) {
        result.set(Slot::rest(), Value{});
    }
    return result.finish(arena_);
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
        [&](std::uint32_t, const Debt* one, const Debt* other) {
            if (one == nullptr || other == nullptr)
                return Debt{false, (one != nullptr ? one : other)->assumptions};
            return Debt{one->must && other->must, one->assumptions | other->assumptions};
        },
        arena_);
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

void Heap::fold(State& state, const std::vector<ObjectId>& recent) {
    const auto rename = [&](const Content& content) {
        bool changed = false;
        ContentBuilder result(content);
        result.change_each([&](SlotValue& it) {
            const Value value = renamed(it.value, recent);
            changed |= !(value == it.value);
            it.value = value;
        });
        if (content.base.what == Base::What::symbolic) {
            const ObjectId base = renamed(content.base.object, recent);
            changed |= base != content.base.object;
            result.head().base.object = base;
        }
        return changed ? result.finish(arena_) : nullptr;
    };
    state.contents = state.contents.mapped(
        [&](std::uint32_t, const Content* content) {
            const Content* const changed = rename(*content);
            return changed != nullptr ? changed : content;
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
    for (std::size_t at = 0; at < found.size(); ++at) {
        for (const SlotValue& it : content_of(state, found[at]).slots()) add(it.value);
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
