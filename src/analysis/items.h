#pragma once

#include "analysis/part.h"

namespace doppelint::analysis {

/// Reading, writing and deleting `x[key]`, and slices.
class Items : public Part {
  public:
    explicit Items(Parts& parts) : Part(parts) {}

    [[nodiscard]] Value get_item(State& state, ValueId id, const Instruction& it);
    void set_item(State& state, ValueId id, const Instruction& it);
    void delete_item(State& state, ValueId id, const Instruction& it);
    /// Which slot of the object `key` names, where that can be told.
    [[nodiscard]] heap::ItemKey item_key(const State& state, ObjectId object, const Value& key) const;

  private:
    [[nodiscard]] Value item_of(State& state, ValueId id, const Instruction& it, ObjectId object);
    [[nodiscard]] Value slice_of(State& state, ValueId id, const Value& from, const Instruction& slice);
    [[nodiscard]] Value slice_of(State& state, ValueId id, ObjectId object, bool whole);
    void set_item_of(State& state, ValueId id, const Instruction& it, ObjectId object);
    [[nodiscard]] bool is_slice(ValueId key) const;
    [[nodiscard]] bool has_own_method(ObjectId object) const;
    [[nodiscard]] bool is_current_key(const State& state, ValueId key, const Value& container) const;
};

}  // namespace doppelint::analysis
