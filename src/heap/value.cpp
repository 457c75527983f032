#include "heap/value.h"

#include "heap/faults.h"

namespace doppelint::heap {

Value united(ObjectSets& sets, const Value& left, const Value& right) {
    if (left == right || right.nothing()) return left;
    if (left.nothing()) return right;
    if (faulty(Fault::join_forgets_right)) return left;
    Value result;
    result.objects = sets.unite(left.objects, right.objects);
    result.plain = left.plain | right.plain;
    if (faulty(Fault::join_forgets_plain)) result.plain = left.plain;
    result.narrowed = left.narrowed | right.narrowed;
    if (faulty(Fault::join_keeps_narrowing)) result.narrowed = left.narrowed;
    return result;
}

}  // namespace doppelint::heap
