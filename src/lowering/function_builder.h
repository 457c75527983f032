#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <vector>

#include "lowering/ssa.h"
#include "program/module.h"

namespace doppelint::lowering {

using program::Label;
using program::Opcode;
using syntax::NodeId;

/// Builds one function: blocks, instructions and their SSA form. Instructions go to the current block; after
/// the end of a block there is none, and an instruction that comes then starts a block that nothing reaches.
class FunctionBuilder {
  public:
    explicit FunctionBuilder(program::Module& module) : module_(module) {}

    void begin(program::FunctionId function);
    /// Writes what was built into the module.
    void finish();

    [[nodiscard]] program::Function& function() { return module_.functions[function_.index()]; }

    // Blocks

    [[nodiscard]] BlockId new_block();
    /// Makes `block` the current one, unless nothing leads to it. Seals it.
    void start(BlockId block);
    /// The same for the header of a loop, which gets another edge later: seal it then. Always starts it.
    void start_loop(BlockId header, NodeId node);
    void seal(BlockId block) { ssa_.seal(block); }
    [[nodiscard]] BlockId current() const { return current_; }
    [[nodiscard]] bool is_live() const { return current_.valid(); }

    /// Where exceptions go from now on; ends the current block if that changes.
    void set_handler(BlockId handler);
    [[nodiscard]] BlockId handler() const { return handler_; }
    /// The same as set_handler, behind the end of a block.
    void resume_handler(BlockId handler) { handler_ = handler; }
    /// Starts the block of a handler; everything that it protects has been built.
    void start_handler(BlockId handler);

    // Instructions

    ValueId emit(Opcode opcode, NodeId node, std::initializer_list<ValueId> operands,
                 std::uint32_t payload = 0, std::uint8_t detail = 0);
    ValueId emit(Opcode opcode, NodeId node, std::span<const ValueId> operands, std::uint32_t payload = 0,
                 std::uint8_t detail = 0);
    /// With a label for each operand.
    ValueId emit_labelled(Opcode opcode, NodeId node, std::span<const ValueId> operands,
                          std::span<const Label> labels, std::uint32_t payload = 0);

    void jump(BlockId target, NodeId node);
    void branch(ValueId condition, BlockId if_true, BlockId if_false, NodeId node);
    /// Any other end of a block.
    void end(Opcode opcode, NodeId node, std::initializer_list<ValueId> operands,
             std::span<const BlockId> successors = {});

    // Variables

    [[nodiscard]] VariableId new_variable() { return VariableId{next_variable_++}; }
    void write(VariableId variable, ValueId value);
    /// Says that nothing has bound the variable before the end of `block`.
    void begin_variable(VariableId variable, BlockId block);
    [[nodiscard]] ValueId read(VariableId variable);
    /// Says that a handler may read what was just written: the next instruction that may raise gets a
    /// block of its own.
    void note_rebinding() { rebound_ = true; }
    /// Names what a read of the variable finds where nothing bound it.
    void name_variable(VariableId variable, NameId name);
    /// Whether the value may stand for "not bound".
    [[nodiscard]] bool may_be_unbound(ValueId value) const;

  private:
    struct Block {
        std::uint32_t first = 0;
        std::uint32_t count = 0;
        std::uint32_t first_successor = 0;
        std::uint32_t successor_count = 0;
        BlockId handler;
        bool started = false;
        bool loop_header = false;
        bool may_raise = false;
    };

    [[nodiscard]] bool is_unbound(ValueId value) const;
    void ensure_block();
    void open(BlockId block);
    void note_may_raise();
    ValueId append(Opcode opcode, NodeId node, std::span<const ValueId> operands, std::uint32_t payload,
                   std::uint8_t detail);
    ValueId place(Opcode opcode, NodeId node, std::span<const ValueId> operands, std::uint32_t payload,
                  std::uint8_t detail);
    void close(std::span<const BlockId> successors);

    // Layout (function_layout.cpp)
    void settle_reads();
    [[nodiscard]] std::vector<bool> open_phis();
    void join_chains();
    [[nodiscard]] bool joins(BlockId from, BlockId to) const;
    void number_values();
    [[nodiscard]] std::uint32_t kept_instructions(BlockId part) const;
    void write_block(BlockId head);
    void write_phis(BlockId id);
    void write_unbound();
    void write_edges(BlockId head, BlockId tail, program::Block& block);
    void write_instruction(const program::Instruction& source);
    void mark_reachable();
    [[nodiscard]] ValueId final_value(ValueId operand);

    program::Module& module_;
    program::FunctionId function_;
    Ssa ssa_;
    std::vector<Block> blocks_;
    std::vector<program::Instruction> instructions_;
    std::vector<ValueId> operands_;
    std::vector<Label> labels_;
    std::vector<BlockId> successors_;
    std::vector<BlockId> order_;  // of the blocks that were started
    std::vector<NameId> variable_names_;
    BlockId current_;
    BlockId handler_;
    bool rebound_ = false;
    std::uint32_t next_variable_ = 0;
    std::uint32_t first_temporary_ = 0;

    // While laying out
    std::vector<BlockId> next_in_chain_;
    std::vector<BlockId> head_of_chain_;
    std::vector<bool> chain_is_handled_;  // by head: some part has a handler that it can reach
    std::vector<std::uint32_t> final_of_instruction_;
    std::vector<std::uint32_t> final_of_phi_;
    std::vector<std::uint32_t> final_of_block_;
    std::vector<VariableId> unbound_;  // that are used
    std::vector<std::uint32_t> final_of_unbound_;
    std::vector<std::vector<std::uint32_t>> phis_of_block_;
};

}  // namespace doppelint::lowering
