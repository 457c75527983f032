#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/constant_index.h"
#include "analysis/context.h"
#include "analysis/entry.h"
#include "analysis/flow_shapes.h"
#include "analysis/plan.h"
#include "heap/heap.h"

namespace doppelint::analysis {

using heap::Heap;
using heap::ObjectId;
using heap::State;
using heap::Value;
using models::Kind;
using models::Kinds;

/// One run of a function over the heap: its text, its registers, the heap's tables, and where the run stands.
/// All parts of the interpreter work on it.
struct Activation {
    Activation(const Context& context_of_file, program::FunctionId id, Arena& arena, Entry begins_with);

    [[nodiscard]] const Instruction& at(ValueId id) const { return instructions[id.index()]; }
    [[nodiscard]] std::pair<std::uint32_t, std::uint32_t> range_of(BlockId block) const;
    [[nodiscard]] ValueId operand_id(const Instruction& it, std::uint32_t index) const;
    /// What the operand holds where the run stands.
    [[nodiscard]] Value operand(const Instruction& it, std::uint32_t index);
    /// The instruction that made the value which `value` passes on.
    [[nodiscard]] ValueId origin_of(ValueId value) const;
    /// What a register holds for an instruction of `reader`: what the header of a loop made is of the turn
    /// before, once control is in the loop's body.
    [[nodiscard]] Value value_at(BlockId reader, ValueId value);
    void set_value(ValueId id, const Value& value);

    /// When the instruction runs, or control gets to the block. Blocks lie behind instructions.
    [[nodiscard]] heap::Epoch epoch_of(ValueId id) const;
    [[nodiscard]] heap::Epoch epoch_of(BlockId block) const;

    /// The object that an instruction makes; see Objects::made.
    struct Made {
        ValueId by;
        std::uint32_t part = 0;
        Kind kind = Kind::opaque;
        std::uint32_t class_index = 0;
        std::uint32_t detail = 0;
    };
    [[nodiscard]] Value make(State& state, const Made& what, const heap::ContentBuilder& content);
    /// Content for an object that an instruction makes. Made a second time by the same run of the instruction
    /// (for another of the objects that its operand may be), it is either.
    void put(State& state, ValueId id, ObjectId object, const heap::ContentBuilder& content);
    /// Whether this run of the instruction made the object before; from now on it did.
    [[nodiscard]] bool is_made_again(ObjectId object);

    /// `value`, after what this run of the instruction made since `made_by_step` had that size turned out to
    /// be made any number of times.
    [[nodiscard]] Value made_many(State& state, const Value& value, std::size_t since);

    [[nodiscard]] bool is_module_body() const { return function.kind == program::FunctionKind::module; }
    [[nodiscard]] program::CodeId code() const;
    [[nodiscard]] bool is_sound() const { return heap.policy() == heap::Policy::sound; }

    /// A place where control leaves, or waits.
    struct Exit {
        Value result;
        State state;
    };
    /// Code that an instruction calls: of the project, or a library's by its dotted name.
    struct CodeCall {
        ValueId at;
        program::CodeId code;
        std::string library;
        bool elsewhere = false;  ///< it only shows what something is that was made elsewhere
        bool operator==(const CodeCall&) const = default;
    };
    void note_call(ValueId at, program::CodeId code, std::string_view library = {});

    /// Calls of which what runs is not all that may run: of what came there as a value, of a method with very
    /// many overrides.
    std::vector<ValueId> open_calls;
    void note_open_call(ValueId at) {
        if (open_calls.empty() || open_calls.back() != at) open_calls.push_back(at);
    }

    /// It would help to know what the object is, or whether it is true, if it is a parameter's.
    void ask_for(ObjectId object, Asks what = Asks::shape);

    /// The file's constants by their values; made when first asked for.
    [[nodiscard]] const ConstantIndex& constants();

    const Context& context;
    const Entry entry;
    const Module& module;
    const Function& function;
    const std::span<const Instruction> instructions;
    const std::span<const program::Block> blocks;
    const Plan plan;
    heap::Words words;
    FlowShapes shapes;
    Heap heap;
    std::vector<Value> values;  ///< of the registers, by instruction
    BlockId current;            ///< the block that runs
    std::uint64_t register_changes = 0;
    std::vector<ObjectId> made_by_step;    ///< by the instruction that runs
    std::vector<ObjectId> walked_by_step;  ///< what the instruction that runs has begun to walk
    std::vector<Exit> yields;              ///< of a generator, once all is stable
    std::vector<CodeCall> calls;           ///< once all is stable
    /// Of parameters that the function calls, or calls a method of, knowing what they are would tell more; of
    /// those that it tests, whether they are true. Bits of Asks; behind the parameters the captured
    /// variables.
    std::vector<std::uint8_t> asked_parameters;
    std::vector<program::CodeId> asked_codes;  ///< whose summaries were looked at, in order
    std::optional<ConstantIndex> constant_index;
    std::uint32_t nesting = 0;       ///< of what the instruction that runs calls: see Ran::nested
    std::uint32_t constructing = 0;  ///< classes that are being called
    bool missed = false;             ///< a callee's summary is not there yet
    std::uint32_t elsewhere = 0;  ///< calls that are worked out again are not of this function: see CodeCall
    bool recording = false;       ///< all is stable: facts are written down
    bool gave_up = false;         ///< the work ended before the loops were stable
};

}  // namespace doppelint::analysis
