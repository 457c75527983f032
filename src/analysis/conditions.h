#pragma once

#include <optional>

#include "analysis/part.h"

namespace doppelint::analysis {

/// What a test tells of what was tested.
class Conditions : public Part {
  public:
    explicit Conditions(Parts& parts) : Part(parts) {}

    /// The part of the value whose truth is `outcome`.
    [[nodiscard]] Value truthy(const State& state, const Value& value, program::Outcome outcome);
    [[nodiscard]] Value assume(const State& state, const Instruction& it);
    /// At the end of `from`, whose condition had this outcome: a test of what a variable of the heap or an
    /// attribute holds says something of that slot too.
    void narrow_slots(State& state, BlockId from, program::Outcome outcome);

  private:
    /// A value that was tested: the instruction that gave it, and its register or slot.
    struct Tested {
        ValueId origin;
        Value value;
    };
    [[nodiscard]] Value narrowed(const State& state, const Tested& tested, ValueId condition,
                                 program::Outcome outcome);
    [[nodiscard]] std::optional<Value> narrowed_by_other(const Value& tested, const Value& other,
                                                         bool by_identity, bool equals);
    [[nodiscard]] Value narrowed_by_comparison(const Tested& tested, const Instruction& comparison,
                                               program::Outcome outcome);
    [[nodiscard]] Value narrowed_by_class(const State& state, const Value& value, const Instruction& call,
                                          program::Outcome outcome);
    void narrow_slot(State& state, BlockId from, ValueId loaded, program::Outcome outcome);
    [[nodiscard]] bool reads_slot(ValueId id) const;
};

}  // namespace doppelint::analysis
