#pragma once

#include "analysis/part.h"

namespace doppelint::analysis {

/// What displays, comprehensions, `def`, `lambda` and `class` make.
class Displays : public Part {
  public:
    explicit Displays(Parts& parts) : Part(parts) {}

    [[nodiscard]] Value make_sequence(State& state, ValueId id, const Instruction& it, Kind kind);
    [[nodiscard]] Value make_dict(State& state, ValueId id, const Instruction& it);
    [[nodiscard]] Value make_function(State& state, ValueId id, const Instruction& it);
    [[nodiscard]] Value make_class(State& state, ValueId id, const Instruction& it);
    /// A comprehension's turn, and `[*x for …]`.
    void build(State& state, ValueId id, const Instruction& it);
    /// All items of `from` come behind those of the object, in their order where it is known.
    void extend(State& state, ValueId id, ObjectId object, const Value& from);
    /// `{**from}`, `update(from)`.
    void merge_mapping(State& state, ValueId id, ObjectId object, const Value& from);

  private:
    void note_one_value(State& state, ObjectId object, const Value& value);
    void observe_captured(State& state, ValueId id, const Instruction& it);
    [[nodiscard]] Value taken_in(ObjectId object, Value items);
    [[nodiscard]] bool extend_in_order(State& state, ObjectId object, ObjectId source);
    void write_keys(State& state, ObjectId object, const heap::Content& source);
    [[nodiscard]] bool merge_by_keys(State& state, ObjectId object, ObjectId source);
    [[nodiscard]] bool merge_whole(State& state, ObjectId object, ObjectId source);
    void note_selection(State& state, const Instruction& it);
    void insert(State& state, ObjectId object, const Value& key, const Value& value);
    void note_alike(State& state, ObjectId object, heap::Distinct distinct);
    void note_rest(State& state, ObjectId object, const heap::Content& before, const Value& from);
    [[nodiscard]] ObjectId one_value_beside(const State& state, ObjectId mapping) const;
    [[nodiscard]] Value part_of_pair(State& state, ValueId id, const Value& pairs, std::uint32_t place);
};

}  // namespace doppelint::analysis
