#pragma once

#include <optional>

#include "analysis/part.h"

namespace doppelint::analysis {

/// Reading, writing and deleting `x.name`.
class Attributes : public Part {
  public:
    explicit Attributes(Parts& parts) : Part(parts) {}

    [[nodiscard]] Value get_attribute(State& state, ValueId id, const Instruction& it);
    void set_attribute(State& state, ValueId id, const Instruction& it);
    void delete_attribute(State& state, ValueId id, const Instruction& it);
    /// What the attribute of the object holds, or held when the activation began. Runs no code.
    [[nodiscard]] Value held(const State& state, ObjectId object, NameId name);
    /// `value` of the attribute, or the object that has the holder in a container, where that may be known.
    [[nodiscard]] Value or_owner(const Value& value, ObjectId holder, NameId name);
    [[nodiscard]] Value attribute_of(State& state, ValueId id, ObjectId object, NameId name);
    /// The attribute of plain values of these kinds.
    [[nodiscard]] Value attribute_of_plain(State& state, ValueId id, Kinds kinds, NameId name);
    /// The name that a constant string spells, where this file has it as an attribute.
    [[nodiscard]] NameId attribute_name(const Value& value) const;

    /// `items` of `holder`, and what else they may be as the flow tells.
    [[nodiscard]] Value or_parts(State& state, const Value& items, ObjectId holder);

  private:
    [[nodiscard]] Value held_or(const State& state, ObjectId object, NameId name,
                                const std::optional<Value>& given);
    [[nodiscard]] bool is_set_here(const State& state, ObjectId object, NameId name) const;
    [[nodiscard]] Value class_of_plain(State& state, ValueId id, Kinds kinds);
    [[nodiscard]] Value bound_method(State& state, ValueId id, ObjectId object, NameId name);
    [[nodiscard]] Value kept_by(State& state, ValueId id, ObjectId callable);
    [[nodiscard]] Value property(State& state, ValueId id, ObjectId object,
                                 std::span<const models::Model> models);

    bool in_property_ = false;  ///< the value of one is being worked out
};

}  // namespace doppelint::analysis
