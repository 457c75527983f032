#pragma once

#include <optional>
#include <span>

#include "analysis/activation.h"
#include "heap/identity.h"

namespace doppelint::analysis {

/// Instructions that are looked at for one side of a comparison; more: it is not known.
inline constexpr std::size_t kMostSteps = 48;
/// Objects of builtin types, whose methods are known.
inline constexpr Kinds kBuiltinObjects =
    Kinds(Kind::list) | Kind::dict | Kind::set | Kind::tuple | Kind::frozenset | Kind::bytearray;

/// Where the two sides of a comparison come from, read off the instructions of its function.
class Provenance {
  public:
    Provenance(Activation& activation, const State& state, ValueId comparison)
        : activation_(activation),
          heap_(activation.heap),
          module_(activation.module),
          instructions_(activation.instructions),
          state_(state),
          comparison_(comparison) {}

    /// The operand as a side of the comparison; its value is left to the caller.
    [[nodiscard]] heap::Side side(ValueId operand, const Value& value);
    /// Whether both operands are the same read of the same thing, with nothing between them.
    [[nodiscard]] bool same_read(ValueId left, ValueId right) const;
    /// Whether what the register holds rests on no assumption: neither the state's nor one of narrowing.
    [[nodiscard]] bool is_certain(ValueId whose);

  private:
    enum class Trust : std::uint8_t { yes, no, of_operands };

    [[nodiscard]] const Instruction& at(ValueId id) const { return instructions_[id.index()]; }
    [[nodiscard]] ValueId operand(const Instruction& it, std::uint32_t index) const {
        return activation_.operand_id(it, index);
    }
    [[nodiscard]] ValueId origin_of(ValueId value) const { return activation_.origin_of(value); }
    [[nodiscard]] Value value(ValueId id) { return activation_.value_at(activation_.current, id); }
    [[nodiscard]] bool nothing_assumed() const { return state_.assumptions.empty(); }

    [[nodiscard]] heap::Birth birth_of(ValueId operand);
    [[nodiscard]] bool makes_new_object(ValueId id);
    [[nodiscard]] bool makes_new_tuple(ValueId tuple) const;
    [[nodiscard]] bool makes_new_string(const Instruction& it) const;
    [[nodiscard]] bool makes_bound_method(const Instruction& it);
    [[nodiscard]] bool is_never_constant(ValueId id) const;
    [[nodiscard]] bool is_used_here_only(ValueId made) const;

    [[nodiscard]] std::optional<heap::KnownValue> known(ValueId id, const Value& value);
    [[nodiscard]] std::optional<heap::KnownValue> known_operand(ValueId id);
    [[nodiscard]] std::optional<heap::KnownTuple> known_tuple(ValueId id);
    [[nodiscard]] std::optional<heap::KnownValue> known_signed(ValueId id);
    [[nodiscard]] bool is_folded(ValueId id) const;

    [[nodiscard]] Trust trust_of(ValueId id);
    [[nodiscard]] Trust trust_of_call(ValueId id, const Instruction& it);
    [[nodiscard]] Trust trust_of_global(const Instruction& it) const;
    [[nodiscard]] Trust trust_of_assume(const Instruction& it) const;
    [[nodiscard]] Trust trust_of_operator(const Instruction& it);
    [[nodiscard]] bool is_builtin_name(ValueId callee) const;
    [[nodiscard]] bool holds_only(ValueId id, Kinds kinds);

    Activation& activation_;
    Heap& heap_;
    const Module& module_;
    std::span<const Instruction> instructions_;
    const State& state_;
    ValueId comparison_;
};

}  // namespace doppelint::analysis
