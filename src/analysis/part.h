#pragma once

#include <span>
#include <vector>

#include "analysis/activation.h"

namespace doppelint::analysis {

using heap::Fault;
using heap::faulty;
using program::CodeId;

struct Parts;

/// What all parts of the interpreter have in common: they see one activation, by short names, and each other.
class Part {
  public:
    Part(const Part&) = delete;
    Part& operator=(const Part&) = delete;

  protected:
    explicit Part(Parts& parts);
    ~Part() = default;

    [[nodiscard]] const Instruction& at(ValueId id) const { return activation_.at(id); }
    [[nodiscard]] ValueId operand_id(const Instruction& it, std::uint32_t index) const {
        return activation_.operand_id(it, index);
    }
    [[nodiscard]] Value operand(const Instruction& it, std::uint32_t index) {
        return activation_.operand(it, index);
    }
    [[nodiscard]] ValueId origin_of(ValueId value) const { return activation_.origin_of(value); }
    /// What a register holds where the run stands.
    [[nodiscard]] Value value_of(ValueId id) { return activation_.value_at(activation_.current, id); }
    /// A copy, for loops that make new objects on their way.
    [[nodiscard]] heap::ObjectList objects_of(const Value& value) const;
    [[nodiscard]] heap::Epoch epoch_of(ValueId id) const { return activation_.epoch_of(id); }
    using Made = Activation::Made;
    [[nodiscard]] Value make(State& state, const Made& what, const heap::ContentBuilder& content) {
        return activation_.make(state, what, content);
    }
    void put(State& state, ValueId id, ObjectId object, const heap::ContentBuilder& content) {
        activation_.put(state, id, object, content);
    }
    [[nodiscard]] bool is_module_body() const { return activation_.is_module_body(); }
    [[nodiscard]] bool sound() const { return activation_.is_sound(); }
    static void assume_that(State& state, heap::Assumption assumption) { state.assumptions |= assumption; }

    Parts& parts_;
    Activation& activation_;
    const Context& context_;
    const Module& module_;
    const Function& function_;
    const Plan& plan_;
    Heap& heap_;
};

}  // namespace doppelint::analysis
