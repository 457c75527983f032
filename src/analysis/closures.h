#pragma once

#include <optional>
#include <span>
#include <vector>

#include "analysis/facts.h"
#include "analysis/part.h"

namespace doppelint::analysis {

/// Functions, and what runs them, that are made in a loop and read what the loop binds. Which of them live on
/// when the turn is over?
class Closures : public Part {
  public:
    explicit Closures(Parts& parts) : Part(parts) {}

    /// A call keeps these values, as a model says, or may keep them, for nobody knows it.
    void keep(State& state, ValueId call, std::span<const Value> roots, bool by_model);

    /// Whether the function has any; else nobody need tell of turns.
    [[nodiscard]] bool any();
    /// A turn of the loop ends with this state at the end of `from`. All is stable, and there are some.
    void end_turn(const State& state, LoopId loop, BlockId from);

  private:
    /// A closure of a loop, and a variable that it reads and the loop binds.
    struct Candidate {
        ValueId made;
        LoopId loop;
        program::FunctionId function;
        NameId name;
        ValueId bound;
        bool found = false;
    };
    struct Kept {
        ValueId made, call;
        bool by_model = false;
    };

    void find_candidates();
    void add_candidates(ValueId made);
    [[nodiscard]] ValueId bound_in(LoopId loop, const Instruction& closure, std::uint32_t capture) const;
    [[nodiscard]] ValueId global_bound_in(LoopId loop, NameId name) const;
    [[nodiscard]] std::vector<NameId> globals_read(program::FunctionId function) const;
    template <class IsStore>
    [[nodiscard]] ValueId stored_in(LoopId loop, std::uint32_t value, const IsStore& is_store) const;
    [[nodiscard]] std::vector<Value> survivors(const State& state, LoopId loop, BlockId from);
    void find_read();
    [[nodiscard]] Value but_done(const State& state, const Value& value);

    std::vector<Kept> kept_;
    std::optional<std::vector<Candidate>> candidates_;
    std::optional<std::vector<bool>> read_;  ///< by value
};

}  // namespace doppelint::analysis
