#pragma once

#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <vector>

#include "lowering/constants.h"
#include "lowering/function_builder.h"
#include "lowering/scopes.h"
#include "program/module.h"
#include "syntax/tree.h"

namespace doppelint::lowering {

/// Lowers the functions of one module, one after the other.
///
/// Nesting in the program does not become nesting of calls: what is left to do stands on a stack of tasks,
/// and values of expressions on a stack of values. A node is taken by `evaluate` or `execute`, which push the
/// tasks for its parts and, behind them, a step that takes the parts' values. Reading a `plan` from left
/// to right gives the order in which Python evaluates.
class FunctionLowering {
  public:
    FunctionLowering(const syntax::Tree& tree, const Options& options, program::Module& module,
                     ScopeTable& scopes);

    /// Lowers the function whose scope is `scope`.
    void lower(program::FunctionId function);

  private:
    using Kind = syntax::Kind;
    using Field = syntax::Field;
    using Symbol = program::Symbol;
    using SymbolId = program::SymbolId;
    using ScopeId = program::ScopeId;

    enum class Step : std::uint8_t {
#define STEP(name) name,
#include "lowering/steps.def"
    };

    /// Something left to do. What `first` and `second` mean is the step's business: ids, mostly.
    struct Task {
        Step step = Step::drop;
        NodeId node;
        std::uint32_t first = 0;
        std::uint32_t second = 0;
    };

    // Planning (function_lowering.cpp)

    void run();
    void carry_out(const Task& task);
    /// Puts tasks on the stack so that the first is carried out first.
    void plan(std::initializer_list<Task> tasks);
    /// The same for a list of unknown length: what was `defer`red since `begin_plan`.
    [[nodiscard]] std::size_t begin_plan() const { return tasks_.size(); }
    void defer(const Task& task) { tasks_.push_back(task); }
    void end_plan(std::size_t begin);

    [[nodiscard]] static Task evaluate(NodeId node) { return {Step::evaluate, node}; }
    [[nodiscard]] static Task then(Step step, NodeId node, std::uint32_t first = 0,
                                   std::uint32_t second = 0) {
        return {step, node, first, second};
    }
    [[nodiscard]] static Task enter(BlockId block) { return {Step::enter_block, {}, block.index(), 0}; }

    void push(ValueId value) { values_.push_back(value); }
    [[nodiscard]] ValueId pop();
    [[nodiscard]] std::vector<ValueId> pop_many(std::size_t count);

    // Tree

    [[nodiscard]] Kind kind(NodeId node) const { return tree_.kind(node); }
    [[nodiscard]] NodeId child(NodeId node, Field field) const { return tree_.child(node, field); }
    [[nodiscard]] NodeId child(NodeId node, Kind it) const { return tree_.child(node, it); }
    [[nodiscard]] NodeId only_child(NodeId node) const { return tree_.first_child(node); }
    /// The expression in (any number of) parentheses and `type` wrappers.
    [[nodiscard]] NodeId unwrapped(NodeId node) const;
    [[nodiscard]] bool wraps(NodeId node) const;
    [[nodiscard]] bool is_expression(NodeId node) const;
    [[nodiscard]] bool has_token(NodeId node, Kind token) const { return child(node, token).valid(); }
    [[nodiscard]] std::vector<NodeId> expressions_in(NodeId node) const;

    // Names (names.cpp)

    enum class Storage : std::uint8_t { local, cell, global, class_name };
    [[nodiscard]] Storage storage_of(SymbolId symbol) const;
    [[nodiscard]] SymbolId owner_of(SymbolId symbol) const;
    [[nodiscard]] SymbolId captured_owner(SymbolId symbol) const;
    [[nodiscard]] bool needs_cell(const Symbol& owner) const;
    [[nodiscard]] bool is_home(ScopeId scope) const;
    [[nodiscard]] static VariableId variable_of(SymbolId owner) { return VariableId{owner.index()}; }
    ValueId load(NodeId identifier);
    ValueId load_symbol(SymbolId symbol, NodeId node);
    void bind(NodeId identifier, ValueId value, NodeId origin = {});
    void bind_symbol(SymbolId symbol, ValueId value, NodeId node);
    void unbind(NodeId identifier);
    void unbind_symbol(SymbolId symbol, NodeId node);
    void note_rebinding(const Symbol& owner);
    void make_cells(ScopeId scope, NodeId node);
    void enter_captures();
    [[nodiscard]] std::vector<SymbolId> captures_of(ScopeId scope) const;
    [[nodiscard]] ValueId captured(SymbolId symbol);
    void keep_value(SymbolId owner, ValueId value);
    [[nodiscard]] ValueId value_of(SymbolId owner);
    [[nodiscard]] NameId attribute_name(NodeId identifier);

    // Exits (exits.cpp)

    enum class ExitKind : std::uint8_t { fall_through, raise, return_, break_, continue_ };
    struct Exit {
        ExitKind kind = ExitKind::fall_through;
        NodeId node;
    };
    enum class FrameKind : std::uint8_t { loop, context, exception_name, finally_ };
    /// Something that control must pass on its way out.
    struct Frame {
        FrameKind kind = FrameKind::loop;
        BlockId break_target;     // loop
        BlockId continue_target;  // loop
        BlockId outer_handler;    // context, exception_name, finally_
        ValueId manager;          // context
        NodeId node;
        std::uint8_t detail = 0;  // context: its synchrony
        BlockId entry;            // finally_
        VariableId selector;      // finally_
        VariableId carried;       // finally_: the returned value or the exception
        std::vector<Exit> exits;  // finally_: the ways out, by selector
    };
    void leave(Exit exit, ValueId carried);
    void leave_through_finally(Frame& frame, Exit exit, ValueId carried);
    std::uint32_t exit_number(Frame& frame, Exit exit);

    // Conditions (conditions.cpp)

    void test_boolean(NodeId node, BlockId if_true, BlockId if_false);
    void test_comparison(NodeId node, BlockId if_true, BlockId if_false);
    void collect_tested(NodeId node, std::vector<NodeId>& names) const;
    [[nodiscard]] SymbolId tested_name(NodeId node) const;
    void assume(const std::vector<NodeId>& names, ValueId condition, program::Outcome outcome);
    void branch(ValueId condition, NodeId node, NodeId tested, BlockId if_true, BlockId if_false);

    // Values

    ValueId constant(const program::Constant& it, NodeId node);
    ValueId none(NodeId node);
    ValueId integer(std::uint32_t value, NodeId node);
    ValueId incomplete(NodeId node);
    void evaluate_operation(NodeId node);
    void evaluate_literal(NodeId node);
    void evaluate_subscript(NodeId node);
    void evaluate_dotted(NodeId node);
    void defer_subscript(NodeId node);
    void evaluate_generic(NodeId node);
    void evaluate_slice(NodeId node);
    void evaluate_call(NodeId node);
    void evaluate_display(NodeId node);
    void evaluate_dictionary(NodeId node);
    void evaluate_boolean(NodeId node);
    void evaluate_comparison(NodeId node);
    void evaluate_conditional(NodeId node);
    void evaluate_yield(NodeId node);
    void evaluate_string(NodeId node);
    void evaluate_comprehension(NodeId node);
    void evaluate_generator(NodeId node);
    void defer_items(NodeId node, std::vector<Label>& labels);
    std::uint32_t keep(std::vector<Label> labels);
    void defer_pieces(NodeId string, std::uint32_t& count);
    [[nodiscard]] std::uint32_t defer_formats(NodeId specifier);
    [[nodiscard]] program::Comparison comparison_of(Kind token) const;

    // Comprehensions

    [[nodiscard]] std::vector<NodeId> clauses_of(NodeId comprehension) const;
    [[nodiscard]] bool unpacks_into_dict(NodeId node) const;
    void plan_clauses(NodeId node, Step add);

    // Statements

    void execute_block(NodeId block);
    void execute_expression_statement(NodeId node);
    void execute_assignment(NodeId node);
    void execute_augmented(NodeId node);
    void execute_if(NodeId node);
    void execute_while(NodeId node);
    void execute_for(NodeId node);
    void execute_try(NodeId node);
    void execute_with(NodeId node);
    void execute_match(NodeId node);
    void execute_import(NodeId node);
    void execute_import_from(NodeId node);
    void execute_return(NodeId node);
    void execute_raise(NodeId node);
    void execute_assert(NodeId node);
    void execute_delete(NodeId node);
    void execute_error(NodeId node);
    void bind_exception(NodeId name, ValueId caught);
    void forget_exception(NodeId name);
    [[nodiscard]] bool is_lazy(NodeId statement) const;
    [[nodiscard]] std::uint32_t add_import(const program::Import& it);
    void unpack_into(NodeId target, ValueId value);
    [[nodiscard]] bool is_target_list(NodeId target) const;
    void annotate_target(NodeId node);
    void note_annotated_name(NodeId target, NodeId type);

    // Definitions

    void execute_function(NodeId node);
    void execute_decorated(NodeId node);
    void execute_type_alias(NodeId node);
    void evaluate_lambda(NodeId node);
    void defer_class(NodeId node);
    [[nodiscard]] std::uint32_t defer_defaults(NodeId parameters);
    [[nodiscard]] std::uint32_t defer_annotations(NodeId function);
    [[nodiscard]] std::vector<NodeId> annotations_in(NodeId function) const;
    [[nodiscard]] program::FunctionId function_of(ScopeId scope) const;
    ValueId make_function(ScopeId scope, NodeId node, std::vector<ValueId> operands);
    [[nodiscard]] std::vector<ValueId> make_type_variables(NodeId parameters);

    // Bodies

    void add_function(ScopeId id);
    [[nodiscard]] NameId qualified_name(const program::Function& parent, NameId name);
    void lower_body(const program::Scope& scope);
    void declare_parameters(NodeId parameters);
    [[nodiscard]] NodeId parameter_name(NodeId node) const;
    [[nodiscard]] program::ParameterKind splat_of(NodeId node) const;
    [[nodiscard]] NameId type_as_written(NodeId annotation);
    void declare_parameter(NodeId node, program::ParameterKind& ordinary);
    void lower_generator(NodeId node);
    void lower_annotations();

    // Matching

    struct Capture {
        NodeId identifier;
        VariableId variable;
    };
    void match_sequence(NodeId pattern, const std::vector<NodeId>& items, ValueId subject, BlockId fail);
    void match_mapping(NodeId pattern, ValueId subject, BlockId fail);
    void match_class(NodeId pattern, ValueId subject, BlockId fail);
    void match_alternatives(NodeId pattern, ValueId subject, BlockId fail);
    void match_literal(NodeId pattern, ValueId subject, BlockId fail);
    void capture(NodeId identifier, ValueId value);
    [[nodiscard]] NodeId number_in(NodeId node) const;
    void continue_if(ValueId matched, BlockId fail, NodeId node);
    [[nodiscard]] std::vector<NodeId> patterns_in(NodeId node) const;

#define STEP(name) void name(const Task& task);
#include "lowering/steps.def"

    const syntax::Tree& tree_;
    const Options& options_;
    program::Module& module_;
    ScopeTable& scopes_;
    Constants constants_;
    FunctionBuilder builder_;
    std::vector<program::FunctionId> functions_;  // by scope
    program::FunctionId function_;
    ScopeId scope_;                     // of the function
    std::vector<ValueId> kept_values_;  // by symbol
    std::vector<SymbolId> kept_;        // that have one

    std::vector<Task> tasks_;
    std::vector<ValueId> values_;
    std::vector<Frame> frames_;
    std::vector<Frame> finished_;             // whose `finally` block is being lowered
    std::vector<std::vector<Label>> labels_;  // kept for steps
    std::vector<Capture> match_captures_;
    BlockId case_block_;                            // in which the pattern being matched begins
    ValueId generator_source_;                      // of the generator expression being lowered
    std::vector<std::vector<NodeId>> annotations_;  // by scope of variables: what is annotated
};

}  // namespace doppelint::lowering
