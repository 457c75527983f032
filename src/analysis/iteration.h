#pragma once

#include <unordered_map>
#include <vector>

#include "analysis/arguments.h"
#include "analysis/part.h"

namespace doppelint::analysis {

/// What a view of a mapping or buffer shows: the Object::detail of the view.
enum class ViewOf : std::uint8_t { keys, values, items, proxy, bytes };

/// Walking over things: what it gives, and what it takes.
class Iteration : public Part {
  public:
    explicit Iteration(Parts& parts) : Part(parts) {}

    [[nodiscard]] Value get_iterator(State& state, ValueId id, const Instruction& it);
    [[nodiscard]] Value next_item(State& state, ValueId id, const Instruction& it);
    /// Items of an exact sequence go to their targets; of anything else each target may get any.
    [[nodiscard]] Value unpack(State& state, ValueId id, const Instruction& it);
    /// What a target of an unpacking gets.
    [[nodiscard]] Value unpacked(const Instruction& it) const;
    /// What walking over it gives.
    [[nodiscard]] Value items_of(State& state, ValueId id, const Value& from, Walk walk = Walk::whole);
    [[nodiscard]] Value items_of(State& state, ValueId id, ObjectId from, Walk walk = Walk::whole);
    [[nodiscard]] Value keys_of(State& state, ValueId id, const Value& from);
    /// The values of a mapping, the items of anything else.
    [[nodiscard]] Value values_of(State& state, ValueId id, const Value& from);
    /// How many walks are going on, one inside another.
    [[nodiscard]] std::uint32_t depth() const { return depth_; }

  private:
    [[nodiscard]] Value items_of_object(State& state, ValueId id, ObjectId from, Walk walk);
    [[nodiscard]] std::optional<Value> next_by_flow(State& state, ValueId id, const Arguments::One& from);
    [[nodiscard]] Value items_of_instance(State& state, ValueId id, ObjectId from, Walk walk);
    [[nodiscard]] Value items_of_described(State& state, ValueId id, ObjectId from);
    [[nodiscard]] Value items_of_iterator(State& state, ValueId id, ObjectId iterator, Walk walk);
    [[nodiscard]] Value items_of_view(State& state, ValueId id, ObjectId view);
    [[nodiscard]] Value keys_of(State& state, ObjectId mapping);
    [[nodiscard]] bool has_unknown_items(ObjectId object) const;
    [[nodiscard]] std::vector<Value> parts_by_place(const State& state, const Value& from,
                                                    program::Unpacking shape);
    [[nodiscard]] std::vector<Value> parts_in_order(const heap::Content& source, program::Unpacking shape);

    std::uint32_t depth_ = 0;                                         ///< iterators over iterators
    std::unordered_map<std::uint32_t, std::vector<Value>> unpacked_;  ///< by `unpack`: what its targets get
};

}  // namespace doppelint::analysis
