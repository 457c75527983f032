#include "heap/value.h"

#include "heap/faults.h"

namespace doppelint::heap {

Value join(ObjectSets& sets, const Value& left, const Value& right) {
    if (left == right || right.nothing()) return left;
    if (left.nothing()) return right;
    if (faulty(Fault::join_forgets_right)) return left;
    Value result;
    result.objects = sets.unite(left.objects, right.objects);
    result.plain = left.plain | right.plain;
    if (faulty(Fault::join_forgets_plain)) result.plain = left.plain;
    // A side without objects says nothing of what they may be.
    if (left.objects == ObjectSets::empty()) {
        result.narrowed = right.narrowed;
    } else if (right.objects == ObjectSets::empty()) {
        result.narrowed = left.narrowed;
    } else {
        result.narrowed = left.narrowed | right.narrowed;
        if (faulty(Fault::join_keeps_narrowing)) result.narrowed = left.narrowed;
    }
    return result;
}

bool within(const ObjectSets& sets, const Value& inner, const Value& outer) {
    if (inner == outer || inner.nothing()) return true;
    if (outer.constant.valid()) return false;
    if (!inner.plain.within(outer.plain) || !sets.within(inner.objects, outer.objects)) return false;
    return inner.objects == ObjectSets::empty() || inner.narrowed.within(outer.narrowed);
}

}  // namespace doppelint::heap
