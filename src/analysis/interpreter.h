#pragma once

#include <memory>
#include <span>
#include <vector>

#include "analysis/activation.h"
#include "analysis/facts.h"

namespace doppelint::analysis {

struct Parts;
using CodeCall = Activation::CodeCall;

/// Runs one function over the heap and writes down the facts.
///
/// Registers are values by instruction; the rest of what is known is a State. A block is run with the join
/// of the states of the edges that lead to it; loops from the inside out until they are stable, then once
/// more for the facts. What stands in no loop runs once.
class Interpreter {
  public:
    Interpreter(const Context& context, program::FunctionId function, Arena& arena, Entry entry = {});
    Interpreter(const Interpreter&) = delete;
    Interpreter& operator=(const Interpreter&) = delete;
    ~Interpreter();

    void run();

    [[nodiscard]] const Facts& facts() const;
    [[nodiscard]] Heap& heap() { return activation_.heap; }
    [[nodiscard]] const heap::Words& words() const { return activation_.words; }
    [[nodiscard]] const Plan& plan() const { return activation_.plan; }
    /// Whether the work ended before the loops were stable.
    [[nodiscard]] bool gave_up() const { return activation_.gave_up; }
    [[nodiscard]] bool reached(BlockId block) const { return blocks_[block.index()].entry.reachable; }

    /// For views: runs the block again from its entry and calls `visit(instruction, state before it)`;
    /// at the end `visit` gets an invalid instruction.
    template <class Visit>
    void replay(BlockId block, Visit&& visit) {
        State state = blocks_[block.index()].entry;
        begin(block);
        const auto [first, end] = activation_.range_of(block);
        for (std::uint32_t at = first; at < end && state.reachable; ++at) {
            visit(ValueId{at}, state);
            static_cast<void>(step(state, ValueId{at}));
        }
        visit(ValueId{}, state);
    }
    /// What a register holds for an instruction of `reader`.
    [[nodiscard]] Value value_at(BlockId reader, ValueId value) {
        return activation_.value_at(reader, value);
    }
    /// Whether control goes from `from` to `to`, which follows it or handles its exceptions.
    [[nodiscard]] bool leads_to(BlockId from, BlockId to) const;
    /// What holds on that way.
    [[nodiscard]] State edge_state(BlockId from, BlockId to);
    /// What is `value` at the end of `from` and is not in a register, on the way to `to`.
    [[nodiscard]] Value aged_along(const Value& value, BlockId from, BlockId to);
    /// What a global name stands for where `state` holds.
    [[nodiscard]] Value global_in(State& state, NameId name);
    /// How the function may be left by returning: what it gives, and what holds then.
    using Exit = Activation::Exit;
    [[nodiscard]] std::vector<Exit> exits();
    /// The same for what a generator yields.
    [[nodiscard]] const std::vector<Exit>& yields() const { return activation_.yields; }
    /// What was taken for granted anywhere in the function.
    [[nodiscard]] Assumptions all_assumptions() const;
    /// Whether the function yields in a turn of the loop that walks what `iterator` made.
    [[nodiscard]] bool yields_within(ValueId iterator) const;
    /// Whether what the function gives depends on the clock, or on chance.
    [[nodiscard]] bool gives_varying() const;
    [[nodiscard]] ValueId origin_of(ValueId value) const { return activation_.origin_of(value); }
    [[nodiscard]] program::CodeId code() const { return activation_.code(); }
    [[nodiscard]] const std::vector<CodeCall>& calls() const { return activation_.calls; }
    [[nodiscard]] const std::vector<std::uint8_t>& asked_parameters() const {
        return activation_.asked_parameters;
    }
    /// Code whose summaries were looked at, as often as that was.
    [[nodiscard]] const std::vector<program::CodeId>& asked_codes() const { return activation_.asked_codes; }
    /// Whether a function was called that is not analyzed yet.
    [[nodiscard]] bool missed() const { return activation_.missed; }
    /// What a model made: the numbers of the model and of its term.
    [[nodiscard]] std::pair<std::uint32_t, std::uint32_t> lazy(ObjectId object) const;
    [[nodiscard]] const Context& context() const { return activation_.context; }
    [[nodiscard]] const Function& function() const { return activation_.function; }

  private:
    struct BlockState {
        State entry, exit;
        State raised;            ///< where something in the block may have raised
        std::uint8_t taken = 0;  ///< bits: which successors its end may lead to
    };

    void record(std::span<const BlockId> blocks);
    void run_range(std::uint32_t first, std::uint32_t end);
    void stabilize(LoopId id);
    void run_block(BlockId id);
    void end_turns();
    void begin(BlockId id);
    /// Runs one instruction; gives the bits of the successors that its block may go on to.
    std::uint8_t step(State& state, ValueId id);
    void widen(State& state, const State& before);
    [[nodiscard]] Value phi(BlockId block, const Instruction& it, ValueId id);
    [[nodiscard]] State entry_of(BlockId block);
    [[nodiscard]] bool handles(BlockId handler, BlockId block) const;
    [[nodiscard]] const program::Block& program_block(BlockId id) const {
        return activation_.blocks[id.index()];
    }
    /// What the blocks, or those of a loop but for its header, made last.
    [[nodiscard]] std::vector<ObjectId> made_in(std::span<const BlockId> blocks) const;
    [[nodiscard]] std::vector<ObjectId> made_in_body(LoopId id) const;

    std::unique_ptr<Parts> parts_;
    Activation& activation_;
    Heap& heap_;
    const Plan& plan_;
    std::vector<BlockState> blocks_;
    std::uint64_t work_ = 0, work_limit_ = 0;
    std::vector<std::uint64_t> stable_since_;  ///< by loop: the count of register changes when it was stable
};

}  // namespace doppelint::analysis
