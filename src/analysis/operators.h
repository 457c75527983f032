#pragma once

#include <optional>
#include <string_view>

#include "analysis/arguments.h"
#include "analysis/part.h"

namespace doppelint::analysis {

/// Operators, and the functions of the module `operator` that are named after them.
class Operators : public Part {
  public:
    explicit Operators(Parts& parts) : Part(parts) {}

    struct Operator {
        program::BinaryOperator how = program::BinaryOperator::add;
        bool in_place = false;
    };
    [[nodiscard]] Value binary(State& state, ValueId id, const Instruction& it);
    [[nodiscard]] ValueId identified_by(ValueId number);
    [[nodiscard]] Value unary(State& state, ValueId id, const Instruction& it);
    [[nodiscard]] Value compare(State& state, ValueId id, const Instruction& it);
    /// The operator that a function of the module `operator` stands for: `add`, `iadd`, `and_`.
    [[nodiscard]] static std::optional<Operator> operator_of(std::string_view name);
    /// Both operands are tried as what they may be: atoms with atoms, objects by their methods.
    [[nodiscard]] Value operated(State& state, ValueId id, Operator how, const Arguments::One& left,
                                 const Arguments::One& right);

    /// Runs what the truth of the value asks for.
    void ask_truth(State& state, ValueId id, const Arguments::One& value);

  private:
    /// One of the objects that an operand may be, and the special methods that it is asked for, in turn.
    struct Operand {
        ObjectId object;
        const Arguments::One& self;
        const Arguments::One& other;
        std::string_view in_place, plain, reflected;
    };
    [[nodiscard]] Value operate(State& state, ValueId id, const Operand& on);
    void ask_items(State& state, ValueId id, const Value& container, const Arguments::One& item);
    [[nodiscard]] std::optional<Value> project_operation(State& state, ValueId id, const Operand& on);
    [[nodiscard]] std::optional<Value> operation_by_flow(State& state, ValueId id, const Operand& on);
    [[nodiscard]] bool is_offered_by_module(const Value& value) const;
    [[nodiscard]] Value given_by_stranger(State& state, ValueId id, const Operand& on);
    [[nodiscard]] static bool is_immutable(Kinds narrowed);
    [[nodiscard]] Value unknown_operation(State& state, ValueId id, const Operand& on);
};

}  // namespace doppelint::analysis
