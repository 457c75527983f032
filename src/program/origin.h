#pragma once

#include <vector>

#include "program/module.h"

namespace doppelint::program {

/// Whether the instruction gives its first operand: under a name, or known to have passed a test.
[[nodiscard]] constexpr bool passes_on(Opcode opcode) {
    return opcode == Opcode::read || opcode == Opcode::read_checked || opcode == Opcode::bind ||
           opcode == Opcode::assume;
}

/// The instruction that made what `value` passes on.
[[nodiscard]] inline ValueId origin_of(const Module& module, const Function& function, ValueId value) {
    const auto instructions = module.instructions_of(function);
    while (value.valid() && passes_on(instructions[value.index()].opcode)) {
        value = module.operands_of(instructions[value.index()])[0];
    }
    return value;
}

/// The instruction that made the value, also behind places where ways meet, if it is the same on all of them;
/// else where they meet.
[[nodiscard]] ValueId sole_origin_of(const Module& module, const Function& function, ValueId value);

/// A test without the `not`s in front of it, and whether it holds.
struct Condition {
    ValueId test;
    bool holds = false;
};

/// What the condition of an `assume` asks, or the value `until` before.
[[nodiscard]] Condition condition_of(const Module& module, const Function& function, ValueId condition,
                                     Outcome outcome, ValueId until);

/// All instructions that may have made the value: behind places where ways meet, and of a walk over a display
/// those of its items. `for name in (one, two)` gives one and two.
[[nodiscard]] std::vector<ValueId> origins_of(const Module& module, const Function& function, ValueId value);

}  // namespace doppelint::program
