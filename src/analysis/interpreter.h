#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "analysis/arguments.h"
#include "analysis/entry.h"
#include "analysis/facts.h"
#include "analysis/global_names.h"
#include "analysis/plan.h"
#include "heap/heap.h"
#include "models/intent.h"
#include "models/model.h"

namespace doppelint::analysis {

using heap::Fault;
using heap::faulty;
using heap::Heap;
using heap::State;
using models::Kind;
using models::Kinds;

/// What the analysis of every function of a file needs.
struct Context {
    const Module& module;
    const GlobalNames& globals;
    const models::Library& library;
    const models::Intent& intent;
    models::Versions versions;
    heap::Policy policy = heap::Policy::report;
    heap::Limits limits;
};

/// What a view of a mapping or buffer shows; stands in the low bits of the view's part.
enum class ViewOf : std::uint8_t { keys, values, items, proxy, bytes };

/// Runs one function over the heap until nothing changes, then once more to write down the facts.
///
/// Registers are values by instruction; the rest of what is known is a State. A block is run with the join
/// of the states of the edges that lead to it; loops from the inside out until they are stable.
class Interpreter {
  public:
    Interpreter(const Context& context, program::FunctionId function, Arena& arena, Entry entry = {});

    void run();

    [[nodiscard]] const Facts& facts() const { return facts_; }
    [[nodiscard]] Heap& heap() { return heap_; }
    [[nodiscard]] const Plan& plan() const { return plan_; }
    /// Whether the work ended before the loops were stable.
    [[nodiscard]] bool gave_up() const { return gave_up_; }
    [[nodiscard]] bool reached(BlockId block) const { return blocks_[block.index()].entry.reachable; }

    /// For views: runs the block again from its entry and calls `visit(instruction, state before it)`;
    /// at the end `visit` gets an invalid instruction.
    template <class Visit>
    void replay(BlockId block, Visit&& visit) {
        State state = blocks_[block.index()].entry;
        current_ = block;
        const auto [first, end] = range_of(block);
        for (std::uint32_t at = first; at < end && state.reachable; ++at) {
            visit(ValueId{at}, state);
            step(state, ValueId{at});
        }
        visit(ValueId{}, state);
    }
    /// What a register holds for an instruction of `reader`.
    [[nodiscard]] Value value_at(BlockId reader, ValueId value);
    /// Whether control goes from `from` to `to`, which follows it or handles its exceptions.
    [[nodiscard]] bool leads_to(BlockId from, BlockId to) const;
    /// What holds on that way.
    [[nodiscard]] State edge_state(BlockId from, BlockId to);
    /// What is `value` at the end of `from` and is not in a register, on the way to `to`.
    [[nodiscard]] Value aged_along(const Value& value, BlockId from, BlockId to);
    /// What a global name stands for where `state` holds.
    [[nodiscard]] Value global_in(State& state, NameId name) { return load_global(state, name); }
    [[nodiscard]] const Context& context() const { return context_; }
    [[nodiscard]] const Function& function() const { return function_; }

  private:
    struct BlockState {
        State entry, exit;
        State raised;            ///< where something in the block may have raised
        std::uint8_t taken = 0;  ///< bits: which successors its end may lead to
    };

    // The way to the fixpoint
    void run_range(std::uint32_t first, std::uint32_t end);
    void stabilize(LoopId loop);
    void run_block(BlockId block);
    void widen(State& state, const State& before);
    State entry_of(BlockId block);
    [[nodiscard]] bool handles(BlockId handler, BlockId block) const;
    [[nodiscard]] std::pair<std::uint32_t, std::uint32_t> range_of(BlockId block) const;
    [[nodiscard]] std::vector<ObjectId> made_in(std::span<const BlockId> blocks) const;
    [[nodiscard]] std::vector<ObjectId> made_in_body(LoopId loop) const;
    void set_value(ValueId id, const Value& value);
    [[nodiscard]] Value phi(BlockId block, const Instruction& it, ValueId id);
    void narrow_slots(State& state, BlockId from, program::Outcome outcome);

    // One instruction: each family in its file
    void step(State& state, ValueId id);
    [[nodiscard]] Value evaluate(State& state, ValueId id, const Instruction& it);
    void end_block(State& state, ValueId id, const Instruction& it);

    // names.cpp
    [[nodiscard]] Value constant(const Instruction& it);
    [[nodiscard]] Value parameter(State& state, ValueId id, const Instruction& it);
    [[nodiscard]] bool is_own_instance(const program::Parameter& parameter, std::uint32_t index) const;
    [[nodiscard]] Value capture(const Instruction& it);
    [[nodiscard]] Value load_cell(State& state, const Instruction& it);
    void store_cell(State& state, ValueId id, const Instruction& it);
    void store_variable(State& state, const Value& cells, const Value& value);
    [[nodiscard]] Value load_global(State& state, NameId name);
    [[nodiscard]] Value global_in_function(State& state, NameId name);
    [[nodiscard]] Value builtin(NameId name);
    [[nodiscard]] Value load_local_name(State& state, const Instruction& it);
    [[nodiscard]] Value import(State& state, ValueId id, const Instruction& it);
    [[nodiscard]] Value library_member(std::string_view dotted, State& state, ValueId id);
    [[nodiscard]] Value member(ObjectId module, std::string_view name, State& state, ValueId id);

    // conditions.cpp
    [[nodiscard]] Value assume(const State& state, const Instruction& it);
    [[nodiscard]] Value narrowed(const State& state, const Value& value, ValueId tested, ValueId condition,
                                 program::Outcome outcome);
    [[nodiscard]] Value truthy(const State& state, const Value& value, program::Outcome outcome);
    [[nodiscard]] bool is_negation(ValueId id) const;
    [[nodiscard]] Value narrowed_by_comparison(const Value& value, ValueId origin, const Instruction& it,
                                               program::Outcome outcome);
    [[nodiscard]] Value narrowed_by_class(const Value& value, const Instruction& it,
                                          program::Outcome outcome);

    // attributes.cpp, items.cpp
    [[nodiscard]] Value get_attribute(State& state, ValueId id, const Instruction& it);
    [[nodiscard]] bool has_library_name(ObjectId object) const;
    [[nodiscard]] Value attribute_of(State& state, ValueId id, ObjectId object, NameId name);
    void set_attribute(State& state, ValueId id, const Instruction& it);
    void delete_attribute(State& state, ValueId id, const Instruction& it);
    [[nodiscard]] NameId attribute_name(const Value& value) const;
    [[nodiscard]] bool has_library_class(ObjectId object) const;
    [[nodiscard]] heap::ItemKey item_key(const State& state, ObjectId object, const Value& key);
    [[nodiscard]] Value get_item(State& state, ValueId id, const Instruction& it);
    [[nodiscard]] Value slice_of(State& state, ValueId id, const Value& from, const Instruction& slice);
    void set_item(State& state, ValueId id, const Instruction& it);
    void delete_item(State& state, ValueId id, const Instruction& it);
    [[nodiscard]] bool is_current_key(ValueId key, const Value& container);

    // displays.cpp
    [[nodiscard]] Value make_sequence(State& state, ValueId id, const Instruction& it, Kind kind);
    [[nodiscard]] Value make_dict(State& state, ValueId id, const Instruction& it);
    [[nodiscard]] Value make_function(State& state, ValueId id, const Instruction& it);
    [[nodiscard]] Value make_class(State& state, ValueId id, const Instruction& it);
    void build(State& state, ValueId id, const Instruction& it);
    void extend(State& state, ValueId id, ObjectId object, const Value& from);
    void insert(State& state, ObjectId object, const Value& key, const Value& value);
    [[nodiscard]] Value part_of_pair(State& state, ValueId id, const Value& pairs, std::uint32_t place);
    void merge_mapping(State& state, ValueId id, ObjectId object, const Value& from);

    // operators.cpp
    [[nodiscard]] Value binary(State& state, ValueId id, const Instruction& it);
    struct Operator {
        program::BinaryOperator how = program::BinaryOperator::add;
        bool in_place = false;
    };
    [[nodiscard]] static std::optional<Operator> operator_of(std::string_view name);
    [[nodiscard]] Value operated(State& state, ValueId id, Operator how, const Arguments::One& left,
                                 const Arguments::One& right);
    [[nodiscard]] Value operate(State& state, ValueId id, ObjectId object, const Arguments::One& self,
                                const Arguments::One& other, std::string_view in_place,
                                std::string_view plain);
    [[nodiscard]] Value unknown_operation(State& state, ValueId id, ObjectId object,
                                          const Arguments::One& self, const Arguments::One& other,
                                          bool in_place);
    [[nodiscard]] Value unary(State& state, ValueId id, const Instruction& it);
    [[nodiscard]] Value compare(State& state, ValueId id, const Instruction& it);

    // iteration.cpp: what walking over something gives, and takes
    [[nodiscard]] Value get_iterator(State& state, ValueId id, const Instruction& it);
    [[nodiscard]] Value next_item(State& state, ValueId id, const Instruction& it);
    [[nodiscard]] Value unpack(State& state, ValueId id, const Instruction& it);
    [[nodiscard]] Value unpacked(State& state, ValueId id, const Instruction& it);
    [[nodiscard]] Value items_of(State& state, ValueId id, const Value& from);
    [[nodiscard]] Value items_of(State& state, ValueId id, ObjectId from);
    [[nodiscard]] Value items_of_object(State& state, ValueId id, ObjectId from);
    [[nodiscard]] Value items_of_iterator(State& state, ValueId id, ObjectId iterator);
    [[nodiscard]] Value items_of_view(State& state, ValueId id, ObjectId view);
    [[nodiscard]] Value keys_of(State& state, ObjectId mapping);
    [[nodiscard]] Value keys_of(State& state, ValueId id, const Value& from);
    [[nodiscard]] Value values_of(State& state, ValueId id, const Value& from);
    void consume(State& state, const Value& from);
    void consume_iterators(State& state, const Value& from);

    // step.cpp: the rest
    [[nodiscard]] Value format(State& state, ValueId id, const Instruction& it);
    [[nodiscard]] Value wait(State& state, ValueId id, const Instruction& it);
    [[nodiscard]] Value enter_context(State& state, ValueId id, const Instruction& it);
    [[nodiscard]] Value match(State& state, ValueId id, const Instruction& it);
    [[nodiscard]] std::optional<program::Unpacking> matched_shape(ValueId id, const Instruction& it) const;

    // calls.cpp
    [[nodiscard]] Value call(State& state, ValueId id, const Instruction& it);
    [[nodiscard]] Value call_method(State& state, ValueId id, NameId name, const Value& receiver,
                                    ValueId carrier, const Arguments& arguments);
    [[nodiscard]] Value call_unknown_method(State& state, ValueId id, ObjectId object, std::string_view name,
                                            const Arguments& with_self, const Value& receiver);
    [[nodiscard]] Value call_value(State& state, ValueId id, const Value& callee, const Arguments& arguments);
    [[nodiscard]] Value call_object(State& state, ValueId id, ObjectId callee, const Arguments& arguments,
                                    bool certain);
    [[nodiscard]] Value call_lazily(State& state, ValueId id, ObjectId callee, const Arguments& arguments);
    [[nodiscard]] Value begin_generator(State& state, ValueId id, std::span<const Value> kept);
    using Receiver = Arguments::One;
    [[nodiscard]] Value special_call(State& state, ValueId id, ObjectId object, const Receiver& receiver,
                                     std::string_view name, std::span<const Arguments::One> others);
    /// Whether the first argument is the object before the dot.
    enum class Access : std::uint8_t { function, method };
    [[nodiscard]] Value apply(State& state, ValueId id, std::span<const models::Model> models,
                              const Arguments& arguments, Access access, bool certain);
    [[nodiscard]] static Arguments as_bound(Arguments arguments, models::Binding binding, Access access);
    [[nodiscard]] bool bind(State& state, ValueId id, const models::Model& model, const Arguments& arguments,
                            BoundArguments& bound);
    [[nodiscard]] Value unknown_call(State& state, ValueId id, std::span<const Value> roots);
    [[nodiscard]] Value unknown_result(State& state, ValueId id);
    [[nodiscard]] std::string_view method_class(ObjectId object) const;
    [[nodiscard]] std::string_view method_class(Kind kind) const;
    [[nodiscard]] bool is_mapping(ObjectId object) const;

    // terms.cpp, effects.cpp: the model language
    [[nodiscard]] Value value_of_term(State& state, const models::Term& term, const BoundArguments& bound);
    [[nodiscard]] Value argument_of(const models::Term& term, const BoundArguments& bound,
                                    std::uint32_t index);
    [[nodiscard]] std::uint32_t part_of(const models::Term& term, const BoundArguments& bound) const;
    [[nodiscard]] Arguments arguments_of(State& state, std::span<const models::Term> parts,
                                         const BoundArguments& bound);
    [[nodiscard]] Value operation(State& state, const models::Term& term, const BoundArguments& bound);
    [[nodiscard]] static ValueId register_of(const models::Term& term, const BoundArguments& bound);
    [[nodiscard]] Value replaced(State& state, const BoundArguments& bound, const models::Term& term,
                                 const Value& from, const Value& changes);
    void set_attributes(State& state, ObjectId object, const Value& mapping);
    [[nodiscard]] Value item_of(State& state, const BoundArguments& bound, const models::Term& term);
    [[nodiscard]] Value make_from_term(State& state, const models::Term& term, const BoundArguments& bound,
                                       Kind kind);
    [[nodiscard]] Value dict_from_term(State& state, const models::Term& term, const BoundArguments& bound);
    [[nodiscard]] Value any_number_of(State& state, const models::Term& term, const BoundArguments& bound);
    [[nodiscard]] Value make_callable(State& state, const models::Term& term, const BoundArguments& bound);
    [[nodiscard]] static heap::ContentBuilder kept(const BoundArguments& bound);
    [[nodiscard]] std::uint32_t lazy_index(std::uint16_t term, const BoundArguments& bound);
    [[nodiscard]] BoundArguments kept_arguments(std::uint32_t lazy, const heap::Content& content,
                                                ValueId call) const;
    [[nodiscard]] Value make_iterator(State& state, const models::Term& term, const BoundArguments& bound);
    [[nodiscard]] Value copied(State& state, const BoundArguments& bound, const models::Term& term,
                               const Value& from);
    [[nodiscard]] Value copy_of_one(State& state, ValueId id, ObjectId source);
    [[nodiscard]] std::uint32_t part_from(ValueId id, ObjectId source, std::uint32_t parts) const;
    [[nodiscard]] Value deeply_copied(State& state, const BoundArguments& bound, const models::Term& term,
                                      const Value& from);
    void apply_effect(State& state, const models::Term& term, const BoundArguments& bound, bool certain);
    [[nodiscard]] std::vector<ObjectId> shown_by(State& state, const Value& value);
    void change_object(State& state, ValueId id, ObjectId object, const models::Term& term,
                       std::span<const Value> values, bool sure);

    // claims.cpp: changes, and who sees them
    struct OpenObligation {
        Obligation obligation;
        Value other;  ///< pair: the side that must not see the change
        Value part;   ///< pair: what both sides hold
    };
    ClaimId claim(const Claim& claim);
    void note_copy(State& state, ValueId id, const Value& from, const Value& copy);
    void begin_region(State& state, ValueId id);
    void note_binding(State& state, ValueId id, NameId name, const Value& value);
    [[nodiscard]] bool is_snapshot_name(std::string_view name) const {
        return context_.intent.is_snapshot(name);
    }
    void drop_debts(State& state, ValueId where);
    /// `must` of the change says whether the instruction changes its object for sure.
    void changed(State& state, Change change);
    void change_in_region(State& state, const Change& change, ClaimId claim);
    void change_of_snapshot(State& state, const Change& change, ClaimId claim);
    void change_of_pair(State& state, const Change& change, ClaimId claim);
    enum class Walk : std::uint8_t { elsewhere, possible, certain };
    [[nodiscard]] Walk walk_over(State& state, const Value& source, ObjectId object);
    [[nodiscard]] ValueId holder_of(ValueId part) const;
    [[nodiscard]] Value walked_by(State& state, ValueId part, ValueId base);
    void add_debt(State& state, ClaimId claim, const Change& change, bool must);
    [[nodiscard]] bool goes_through(ValueId carrier, ValueId passed) const;
    [[nodiscard]] bool shares(State& state, const Value& holder, const Value& part);
    void add_debt(State& state, const OpenObligation& open, bool must, Assumptions assumptions);
    void settle(State& state, std::uint32_t debt, ValueId observation);
    template <class Test>
    void settle_if(State& state, ValueId observation, Test&& test);
    void observe_item(State& state, ValueId id, const Value& container, const Value& item);
    void observe(State& state, ValueId id, const Value& seen);
    void observe_name(State& state, ValueId id, NameId name, const Value& value);
    void observe_next(State& state, ValueId id, const Value& iterator);
    void observe_exit(State& state);
    void note_exposed(State& state, ValueId id, std::span<const Value> roots);
    void note_definition(State& state, ValueId id, const Instruction& it);
    void note_identity(const State& state, ValueId id, const Value& left, const Value& right);

    // Small things
    [[nodiscard]] const Instruction& at(ValueId id) const { return instructions_[id.index()]; }
    [[nodiscard]] Value operand(const Instruction& it, std::uint32_t index);
    [[nodiscard]] ValueId operand_id(const Instruction& it, std::uint32_t index) const;
    [[nodiscard]] ValueId origin_of(ValueId value) const;
    [[nodiscard]] std::vector<ObjectId> copy_of_objects(const Value& value) const;
    [[nodiscard]] heap::ContentBuilder symbolic_content(ObjectId object, ValueId id) const;
    [[nodiscard]] Value made(State& state, ValueId id, std::uint32_t part, Kind kind,
                             const heap::ContentBuilder& content, std::uint32_t class_index = 0,
                             std::uint32_t detail = 0);
    void put(State& state, ValueId id, ObjectId object, const heap::ContentBuilder& content);
    [[nodiscard]] bool is_made_again(ObjectId object);
    [[nodiscard]] bool is_module_body() const { return function_.kind == program::FunctionKind::module; }
    [[nodiscard]] bool sound() const { return heap_.policy() == heap::Policy::sound; }
    [[nodiscard]] heap::Epoch epoch_of(ValueId id) const;
    [[nodiscard]] heap::Epoch epoch_of(BlockId block) const;
    void assume_that(State& state, heap::Assumption assumption) { state.assumptions |= assumption; }

    const Context& context_;
    Entry entry_;
    const Module& module_;
    const Function& function_;
    std::span<const Instruction> instructions_;
    std::span<const program::Block> program_blocks_;
    Plan plan_;
    Heap heap_;
    std::vector<Value> values_;
    std::vector<BlockState> blocks_;
    BlockId current_;
    std::uint64_t register_changes_ = 0;
    std::uint64_t work_ = 0, work_limit_ = 0;
    std::vector<std::uint64_t> stable_since_;  ///< by loop: the count of register changes when it was stable
    bool gave_up_ = false;
    std::vector<ObjectId> made_by_step_;
    std::uint32_t walk_depth_ = 0;
    std::uint32_t call_depth_ = 0;

    /// Iterators that a model made: what they give.
    struct LazyItems {
        const models::Model* model = nullptr;
        std::uint16_t term = 0;
    };
    std::vector<LazyItems>
        lazy_items_;  ///< Object::detail of an iterator or callable that a model made; the first is none

    std::unordered_map<std::uint32_t, std::vector<Value>> unpacked_;  ///< by `unpack`: what its targets get

    std::vector<OpenObligation> obligations_;
    std::vector<std::uint32_t> claim_at_;  ///< by instruction: its claim, or none
    bool recording_ = false;
    Facts facts_;
};

}  // namespace doppelint::analysis
