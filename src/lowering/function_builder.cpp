#include "lowering/function_builder.h"

#include "base/check.h"

namespace doppelint::lowering {

using program::Instruction;

void FunctionBuilder::begin(program::FunctionId function) {
    function_ = function;
    ssa_.clear();
    blocks_.clear();
    instructions_.clear();
    operands_.clear();
    labels_.clear();
    successors_.clear();
    order_.clear();
    current_ = {};
    handler_ = {};
    rebound_ = false;
    next_variable_ = static_cast<std::uint32_t>(module_.symbols.size());
    const BlockId entry = new_block();
    ssa_.seal(entry);
    open(entry);
}

BlockId FunctionBuilder::new_block() {
    blocks_.emplace_back();
    return ssa_.add_block();
}

void FunctionBuilder::open(BlockId block) {
    Block& it = blocks_[block.index()];
    DOPPELINT_CHECK(!it.started, "a block is started once");
    it.started = true;
    it.first = static_cast<std::uint32_t>(instructions_.size());
    it.handler = handler_;
    order_.push_back(block);
    current_ = block;
    rebound_ = false;
}

void FunctionBuilder::start(BlockId block) {
    DOPPELINT_CHECK(!current_.valid(), "the block before is ended");
    ssa_.seal(block);
    if (!ssa_.edges_into(block).empty()) open(block);
}

void FunctionBuilder::start_loop(BlockId header, NodeId node) {
    ensure_block();  // so that a loop has an edge from outside even where nothing reaches it
    jump(header, node);
    blocks_[header.index()].loop_header = true;
    open(header);
}

void FunctionBuilder::start_handler(BlockId handler) {
    DOPPELINT_CHECK(!current_.valid(), "the block before is ended");
    ssa_.seal(handler);
    open(handler);
}

void FunctionBuilder::ensure_block() {
    if (current_.valid()) return;
    const BlockId unreached = new_block();
    ssa_.seal(unreached);
    open(unreached);
}

void FunctionBuilder::set_handler(BlockId handler) {
    if (handler == handler_) return;
    handler_ = handler;
    if (!current_.valid()) return;
    // The entry holds what nothing bound, which a handler may have to take over: it stays before the region.
    const bool is_entry = current_ == order_.front();
    if (!is_entry && instructions_.size() == blocks_[current_.index()].first) {
        blocks_[current_.index()].handler = handler;
        return;
    }
    const BlockId next = new_block();
    jump(next, {});
    start(next);
}

// The first instruction of a block that may raise leads to the handler.
void FunctionBuilder::note_may_raise() {
    if (handler_.valid() && rebound_) {
        const BlockId next = new_block();
        jump(next, {});
        start(next);
    }
    Block& block = blocks_[current_.index()];
    if (block.may_raise) return;
    block.may_raise = true;
    if (handler_.valid()) ssa_.add_edge(current_, handler_, EdgeKind::exceptional);
}

ValueId FunctionBuilder::append(Opcode opcode, NodeId node, std::span<const ValueId> operands,
                                std::uint32_t payload, std::uint8_t detail) {
    ensure_block();
    if (program::may_raise(opcode)) note_may_raise();
    return place(opcode, node, operands, payload, detail);
}

ValueId FunctionBuilder::place(Opcode opcode, NodeId node, std::span<const ValueId> operands,
                               std::uint32_t payload, std::uint8_t detail) {
    Instruction& it = instructions_.emplace_back();
    it.opcode = opcode;
    it.detail = detail;
    it.payload = payload;
    it.node = node;
    it.first_operand = static_cast<std::uint32_t>(operands_.size());
    it.operand_count = static_cast<std::uint32_t>(operands.size());
    operands_.insert(operands_.end(), operands.begin(), operands.end());
    return ValueId{static_cast<std::uint32_t>(instructions_.size() - 1)};
}

ValueId FunctionBuilder::emit(Opcode opcode, NodeId node, std::initializer_list<ValueId> operands,
                              std::uint32_t payload, std::uint8_t detail) {
    return append(opcode, node, {operands.begin(), operands.size()}, payload, detail);
}

ValueId FunctionBuilder::emit(Opcode opcode, NodeId node, std::span<const ValueId> operands,
                              std::uint32_t payload, std::uint8_t detail) {
    return append(opcode, node, operands, payload, detail);
}

ValueId FunctionBuilder::emit_labelled(Opcode opcode, NodeId node, std::span<const ValueId> operands,
                                       std::span<const Label> labels, std::uint32_t payload) {
    DOPPELINT_CHECK(operands.size() == labels.size(), "a label for each operand");
    const ValueId value = append(opcode, node, operands, payload, 0);
    instructions_.back().has_labels = 1;
    labels_.resize(operands_.size() - operands.size());
    labels_.insert(labels_.end(), labels.begin(), labels.end());
    return value;
}

void FunctionBuilder::close(std::span<const BlockId> successors) {
    Block& block = blocks_[current_.index()];
    block.count = static_cast<std::uint32_t>(instructions_.size()) - block.first;
    block.first_successor = static_cast<std::uint32_t>(successors_.size());
    block.successor_count = static_cast<std::uint32_t>(successors.size());
    successors_.insert(successors_.end(), successors.begin(), successors.end());
    for (const BlockId it : successors) ssa_.add_edge(current_, it, EdgeKind::normal);
    current_ = {};
}

void FunctionBuilder::jump(BlockId target, NodeId node) {
    if (!current_.valid()) return;
    place(Opcode::jump, node, {}, 0, 0);
    close({&target, 1});
}

void FunctionBuilder::branch(ValueId condition, BlockId if_true, BlockId if_false, NodeId node) {
    const BlockId targets[] = {if_true, if_false};
    end(Opcode::branch, node, {condition}, targets);
}

void FunctionBuilder::end(Opcode opcode, NodeId node, std::initializer_list<ValueId> operands,
                          std::span<const BlockId> successors) {
    append(opcode, node, {operands.begin(), operands.size()}, 0, 0);
    close(successors);
}

void FunctionBuilder::write(VariableId variable, ValueId value) {
    ensure_block();
    ssa_.write(variable, current_, value);
}

void FunctionBuilder::begin_variable(VariableId variable, BlockId block) {
    if (block.valid()) ssa_.write(variable, block, Ssa::unbound(variable));
}

ValueId FunctionBuilder::read(VariableId variable) {
    ensure_block();
    return ssa_.read(variable, current_);
}

void FunctionBuilder::name_variable(VariableId variable, NameId name) {
    if (variable.index() >= variable_names_.size()) variable_names_.resize(variable.index() + 1);
    variable_names_[variable.index()] = name;
}

bool FunctionBuilder::may_be_unbound(ValueId value) const {
    return Ssa::is_phi(value) || is_unbound(value);
}

bool FunctionBuilder::is_unbound(ValueId value) const {
    if (Ssa::is_phi(value)) return false;
    return Ssa::is_unbound(value) || instructions_[value.index()].opcode == Opcode::undefined;
}

}  // namespace doppelint::lowering
