#include "analysis/activation.h"

#include <algorithm>

#include "program/origin.h"

namespace doppelint::analysis {

Activation::Activation(const Context& context_of_file, program::FunctionId id, Arena& arena,
                       Entry begins_with)
    : context(context_of_file),
      entry(std::move(begins_with)),
      module(context.module),
      function(module.function(id)),
      instructions(module.instructions_of(function)),
      blocks(module.blocks_of(function)),
      plan(module, function),
      words(module.names),
      shapes(context_of_file, words, {context_of_file.module_id, id}, entry),
      heap(arena, context.policy, context.limits),
      values(instructions.size()),
      asked_parameters(function.parameter_count + module.captures_of(function).size()) {
    if (context.flow != nullptr) heap.objects().set_shapes(&shapes);
}

program::CodeId Activation::code() const {
    return {context.module_id,
            program::FunctionId{static_cast<std::uint32_t>(&function - module.functions.data())}};
}

void Activation::note_call(ValueId at, program::CodeId code, std::string_view library) {
    if (!recording) return;
    CodeCall call{at, code, std::string(library), elsewhere > 0};
    for (std::size_t before = calls.size(); before-- > 0 && calls[before].at == at;) {
        if (calls[before] == call) return;
    }
    calls.push_back(std::move(call));
}

const ConstantIndex& Activation::constants() {
    if (!constant_index) constant_index.emplace(module);
    return *constant_index;
}

void Activation::ask_for(ObjectId object, Asks what) {
    const heap::Object& known = heap.objects()[object];
    if (known.origin == heap::Origin::parameter)
        asked_parameters[known.site] |= static_cast<std::uint8_t>(what);
    const bool is_captured = known.origin == heap::Origin::child && known.slot == heap::Slot::content() &&
                             heap.objects().is_captured(known.parent);
    if (!is_captured) return;
    const std::uint32_t place = function.parameter_count + heap.objects()[known.parent].site;
    asked_parameters[place] |= static_cast<std::uint8_t>(what);
}

std::pair<std::uint32_t, std::uint32_t> Activation::range_of(BlockId block) const {
    const program::Block& it = blocks[block.index()];
    return {it.first_instruction, it.first_instruction + it.instruction_count};
}

ValueId Activation::operand_id(const Instruction& it, std::uint32_t index) const {
    const auto operands = module.operands_of(it);
    return index < operands.size() ? operands[index] : ValueId{};
}

Value Activation::operand(const Instruction& it, std::uint32_t index) {
    const ValueId id = operand_id(it, index);
    return id.valid() ? value_at(current, id) : Value{};
}

ValueId Activation::origin_of(ValueId value) const {
    return program::origin_of(module, function, value);
}

Value Activation::value_at(BlockId reader, ValueId value) {
    const Value& known = values[value.index()];
    if (known.objects == heap::ObjectSets::empty()) return known;
    const BlockId home = plan.block_of(value);
    const LoopId loop = plan.headed_by(home);
    if (!loop.valid() || reader == home || !plan.contains(loop, reader)) return known;
    return heap.aged(known, [&](std::uint32_t site) {
        const BlockId made_in = plan.block_of(ValueId{site});
        return made_in != home && plan.contains(loop, made_in);
    });
}

void Activation::set_value(ValueId id, const Value& value) {
    Value& old = values[id.index()];
    if (old == value) return;
    old = value;
    ++register_changes;
}

heap::Epoch Activation::epoch_of(ValueId id) const {
    return (id.index() + 1) | (plan.loop_of(plan.block_of(id)).valid() ? heap::kRepeats : 0U);
}

heap::Epoch Activation::epoch_of(BlockId block) const {
    const auto place = static_cast<std::uint32_t>(instructions.size()) + block.index() + 1;
    return place | (plan.loop_of(block).valid() ? heap::kRepeats : 0U);
}

Value Activation::make(State& state, const Made& what, const heap::ContentBuilder& content) {
    const ObjectId object =
        heap.objects().made(what.by, what.part, what.kind, what.class_index, false, what.detail);
    put(state, what.by, object, content);
    return heap.value_of(object);
}

void Activation::put(State& state, ValueId id, ObjectId object, const heap::ContentBuilder& content) {
    if (is_made_again(object)) return heap.add_content(state, object, content, epoch_of(id));
    heap.set_content(state, object, content);
}

Value Activation::made_many(State& state, const Value& value, std::size_t since) {
    if (made_by_step.size() == since) return value;
    std::vector<ObjectId> made(made_by_step.begin() + static_cast<std::ptrdiff_t>(since), made_by_step.end());
    std::ranges::sort(made);
    made_by_step.resize(since);
    return heap.multiplied(state, value, made);
}

bool Activation::is_made_again(ObjectId object) {
    if (std::ranges::find(made_by_step, object) != made_by_step.end()) return true;
    made_by_step.push_back(object);
    return false;
}

}  // namespace doppelint::analysis
