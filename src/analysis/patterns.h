#pragma once

#include <optional>

#include "analysis/part.h"

namespace doppelint::analysis {

/// Patterns of `match`, and of `except`: parts of the subject, and whether it fits.
class Patterns : public Part {
  public:
    explicit Patterns(Parts& parts) : Part(parts) {}

    [[nodiscard]] Value evaluate(State& state, ValueId id, const Instruction& it);

  private:
    [[nodiscard]] Value test(State& state, ValueId id, const Value& subject);
    [[nodiscard]] Value item(State& state, ValueId id, const Instruction& it);
    [[nodiscard]] Value positional(State& state, ValueId id, const Instruction& it);
    [[nodiscard]] Value value_of_key(State& state, ValueId id, const Instruction& it);
    [[nodiscard]] Value rest(State& state, ValueId id, const Value& subject);
    /// What each object of the subject gives, asked by `part`; objects that may run code give anything.
    template <class PartOf>
    [[nodiscard]] Value part_of(State& state, ValueId id, const Value& subject, PartOf&& part);
    [[nodiscard]] std::optional<program::Unpacking> matched_shape(ValueId id, const Instruction& it) const;
};

}  // namespace doppelint::analysis
