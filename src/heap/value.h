#pragma once

#include <cstdint>

#include "heap/object_set.h"
#include "program/module.h"

namespace doppelint::heap {

/// What a register or slot may hold.
///
/// It stands for: the objects of `objects`, as far as their kind is in `narrowed`; any atom of a kind in
/// `plain`; and, if `plain` has `Kind::opaque`, any object at all that code outside this activation can know.
/// A value with nothing in it belongs to code that never runs.
struct Value {
    SetId objects = ObjectSets::empty();
    Kinds plain;
    Kinds narrowed = models::kAllKinds;  ///< what symbolic objects among `objects` may be
    program::ConstantId constant;        ///< if valid: exactly this constant, and `objects` is empty

    bool operator==(const Value&) const = default;

    [[nodiscard]] bool nothing() const { return objects == ObjectSets::empty() && plain.empty(); }
    [[nodiscard]] bool is_any() const { return plain.has(Kind::opaque); }
    [[nodiscard]] bool only_atoms() const {
        return objects == ObjectSets::empty() && !plain.empty() && !is_any();
    }
};

[[nodiscard]] inline Value atoms(Kinds kinds) {
    Value result;
    result.plain = kinds;
    return result;
}

/// Anything that the outside may know.
[[nodiscard]] inline Value anything() {
    return atoms(models::kAtoms | Kind::opaque);
}

[[nodiscard]] inline Value objects(SetId set) {
    Value result;
    result.objects = set;
    return result;
}

/// Both put together. `Heap::join` is what others use: it knows which objects `narrowed` is about.
[[nodiscard]] Value united(ObjectSets& sets, const Value& left, const Value& right);

}  // namespace doppelint::heap
