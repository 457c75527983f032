#pragma once

#include "analysis/part.h"

namespace doppelint::analysis {

/// One instruction.
class Step : public Part {
  public:
    explicit Step(Parts& parts) : Part(parts) {}

    /// Runs it: its value goes to its register, the rest to the state. Gives the bits of the successors that
    /// control may go on to, where it ends its block.
    std::uint8_t run(State& state, ValueId id);

  private:
    [[nodiscard]] std::uint8_t end_block(State& state, ValueId id, const Instruction& it);
    void ask_for_truth(ValueId condition);
    [[nodiscard]] std::uint8_t branch(State& state, ValueId id, const Instruction& it);
    void run_effect(State& state, ValueId id, const Instruction& it);
    [[nodiscard]] Value evaluate(State& state, ValueId id, const Instruction& it);
    [[nodiscard]] Value evaluate_name(State& state, ValueId id, const Instruction& it);
    [[nodiscard]] Value evaluate_display(State& state, ValueId id, const Instruction& it);
    void raise_class(State& state, ValueId id, const Value& raised);
    [[nodiscard]] Value format(State& state, ValueId id, const Instruction& it);
    [[nodiscard]] Value make_template(State& state, ValueId id, const Instruction& it);
    void note_yield(const State& state, const Value& given);
    [[nodiscard]] Value wait(State& state, ValueId id, const Instruction& it);
    void exit_context(State& state, ValueId id, const Instruction& it);
    [[nodiscard]] Value enter_context(State& state, ValueId id, const Instruction& it);
    [[nodiscard]] std::vector<Value> operands_of(const Instruction& it);
};

}  // namespace doppelint::analysis
