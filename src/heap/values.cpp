#include <algorithm>

#include "heap/faults.h"
#include "heap/heap.h"

namespace doppelint::heap {
namespace {

using models::kAllKinds;
using models::kAtoms;

// Whether the slots may be one: a place of its own may be among the rest after the places moved.
bool slots_may_meet(Slot left, Slot right) {
    if (faulty(Fault::slots_never_meet)) return left == right;
    return left == right || (left.is_item() && right.is_item() &&
                             (left.kind() == SlotKind::rest || right.kind() == SlotKind::rest));
}

}  // namespace

// Once one value was too large, anything stands for every object there is, also those that nobody else knows.
Value Heap::limited(const Value& value) {
    overflowed_ |= sets_.size(value.objects) > limits_.objects_per_value;
    if (!overflowed_) return value;
    const bool too_large = sets_.size(value.objects) > limits_.objects_per_value;
    return too_large || (value.is_any() && value.objects != ObjectSets::empty()) ? anything() : value;
}

bool Heap::has_unknown_kind(SetId set) const {
    return std::ranges::any_of(sets_.items(set),
                               [&](ObjectId it) { return objects_[it].kind == Kind::opaque; });
}

// Only objects of unknown kind are narrowed; a side without any says nothing of those of the other.
Value Heap::join(const Value& left, const Value& right) {
    if (left == right || right.nothing()) return left;
    if (left.nothing()) return right;
    Value result = united(sets_, left, right);
    const bool left_says = has_unknown_kind(left.objects);
    const bool right_says = has_unknown_kind(right.objects);
    if (!left_says && !right_says) result.narrowed = kAllKinds;
    if (left_says && !right_says) result.narrowed = left.narrowed;
    if (!left_says && right_says) result.narrowed = right.narrowed;
    return limited(result);
}

bool Heap::within(const Value& inner, const Value& outer) const {
    if (inner == outer || inner.nothing()) return true;
    if (outer.constant.valid()) return false;
    if (!inner.plain.within(outer.plain) || !sets_.within(inner.objects, outer.objects)) return false;
    return !has_unknown_kind(inner.objects) || inner.narrowed.within(outer.narrowed);
}

ObjectId Heap::only_object(const Value& value) const {
    if (!value.plain.empty() || sets_.size(value.objects) != 1) return {};
    const ObjectId only = sets_.items(value.objects)[0];
    return objects_[only].single() ? only : ObjectId{};
}

bool Heap::may_meet(ObjectId left, ObjectId right) const {
    while (left != right) {
        const Object& one = objects_[left];
        const Object& other = objects_[right];
        if (policy_ == Policy::sound && one.is_symbolic() && other.is_symbolic()) return true;
        if (one.origin != Origin::child || other.origin != Origin::child) return false;
        if (!slots_may_meet(one.slot, other.slot)) return false;
        left = one.parent;
        right = other.parent;
    }
    return true;
}

bool Heap::may_meet(const Value& left, const Value& right) const {
    if (left.is_any() || right.is_any()) return !left.nothing() && !right.nothing();
    if (sets_.meets(left.objects, right.objects)) return true;
    return std::ranges::any_of(objects_of(left), [&](ObjectId one) {
        return std::ranges::any_of(objects_of(right), [&](ObjectId other) { return may_meet(one, other); });
    });
}

bool Heap::must_meet(const Value& left, const Value& right) const {
    const ObjectId only = only_object(left);
    return only.valid() && only == only_object(right);
}

Kinds Heap::kinds_of(const Value& value) const {
    if (value.is_any()) return kAllKinds;
    Kinds result = value.plain;
    for (const ObjectId it : objects_of(value)) {
        const Object& object = objects_[it];
        result |= object.kind == Kind::opaque ? value.narrowed : Kinds(object.kind);
    }
    return result;
}

Value Heap::narrowed_to(const Value& value, Kinds kinds) {
    Value result = value;
    result.plain = value.plain & kinds;
    if (value.is_any()) {
        // Of anything, an object stays anything; a plain value stays plain.
        result.plain = kinds.within(kAtoms) ? kinds : kinds & kAtoms;
        if (!kinds.within(kAtoms)) result.plain |= Kind::opaque;
    }
    result.narrowed = value.narrowed & kinds;
    result.objects = sets_.filtered(value.objects, [&](ObjectId it) {
        const Kind kind = objects_[it].kind;
        return kind == Kind::opaque ? result.narrowed.bits() != 0 : kinds.has(kind);
    });
    // A symbolic object that must be an atom of one singleton kind is that atom.
    if (result.narrowed == Kinds(Kind::none)) {
        const SetId known =
            sets_.filtered(result.objects, [&](ObjectId it) { return objects_[it].kind != Kind::opaque; });
        if (known != result.objects) {
            result.objects = known;
            result.plain |= Kind::none;
            result.narrowed = kAllKinds;
        }
    }
    if (!has_unknown_kind(result.objects)) result.narrowed = kAllKinds;
    return result;
}

}  // namespace doppelint::heap
