#pragma once

#include <vector>

#include "analysis/arguments.h"
#include "analysis/part.h"

namespace doppelint::analysis {

/// Reading, writing and deleting `x[key]`, and slices.
class Items : public Part {
  public:
    explicit Items(Parts& parts) : Part(parts) {}

    /// What a dict or set asks of a key.
    void ask_key(State& state, ValueId id, const Arguments::One& key);
    [[nodiscard]] Value get_item(State& state, ValueId id, const Instruction& it);
    void set_item(State& state, ValueId id, const Instruction& it);
    void delete_item(State& state, ValueId id, const Instruction& it);
    /// Another block begins: a register may hold another key from now on.
    void forget_written() { written_.clear(); }
    /// The item under a key that is a value: of a slice object, also a new sequence.
    [[nodiscard]] Value item_under(State& state, ValueId id, ObjectId object, const Value& key);
    /// Which slot of the object `key` names, where that can be told.
    [[nodiscard]] heap::ItemKey item_key(const State& state, ObjectId object, const Value& key) const;

  private:
    [[nodiscard]] Value item_of(State& state, ValueId id, const Instruction& it, ObjectId object);
    [[nodiscard]] Value slice_of(State& state, ValueId id, const Value& from, const Instruction& slice);
    [[nodiscard]] Value slice_of(State& state, ValueId id, ObjectId object, bool whole);
    [[nodiscard]] Value new_slice_of(State& state, ValueId id, ObjectId object, bool whole);
    [[nodiscard]] bool augments_item(const Instruction& store) const;
    [[nodiscard]] bool key_was_read(ValueId id, const Instruction& store) const;
    void set_item_of(State& state, ValueId id, const Instruction& it, ObjectId object);
    /// What was put under the key that a register holds, while the object has not changed since.
    struct Written {
        ObjectId object;
        ValueId key;
        Value value;
        const heap::Content* content = nullptr;
    };
    void note_written(const State& state, ObjectId object, ValueId key, const Value& value);
    [[nodiscard]] const Value* written(const State& state, ObjectId object, ValueId key) const;
    [[nodiscard]] bool is_slice(ValueId key) const;
    [[nodiscard]] bool has_own_method(ObjectId object) const;
    [[nodiscard]] bool says_what_items_are(ObjectId object) const;

    std::vector<Written> written_;
};

}  // namespace doppelint::analysis
