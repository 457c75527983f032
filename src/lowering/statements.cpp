#include "lowering/function_lowering.h"

namespace doppelint::lowering {

using syntax::NodeId;

void FunctionLowering::execute(const Task& task) {
    const NodeId node = task.node;
    switch (kind(node)) {
        case Kind::expression_statement: execute_expression_statement(node); break;
        case Kind::return_statement: execute_return(node); break;
        case Kind::if_statement: execute_if(node); break;
        case Kind::for_statement: execute_for(node); break;
        case Kind::while_statement: execute_while(node); break;
        case Kind::try_statement: execute_try(node); break;
        case Kind::with_statement: execute_with(node); break;
        case Kind::match_statement: execute_match(node); break;
        case Kind::function_definition:
        case Kind::class_definition: execute_function(node); break;
        case Kind::decorated_definition: execute_decorated(node); break;
        case Kind::type_alias_statement: execute_type_alias(node); break;
        case Kind::import_statement: execute_import(node); break;
        case Kind::import_from_statement:
        case Kind::future_import_statement: execute_import_from(node); break;
        case Kind::raise_statement: execute_raise(node); break;
        case Kind::assert_statement: execute_assert(node); break;
        case Kind::delete_statement: execute_delete(node); break;
        case Kind::break_statement: leave({ExitKind::break_, node}, {}); break;
        case Kind::continue_statement: leave({ExitKind::continue_, node}, {}); break;
        case Kind::pass_statement:
        case Kind::global_statement:
        case Kind::nonlocal_statement: break;
        case Kind::block: execute_block(node); break;
        default: execute_error(node); break;
    }
}

void FunctionLowering::run_block(const Task& task) {
    if (task.node.valid()) execute_block(task.node);
}

void FunctionLowering::execute_block(NodeId block) {
    const std::size_t begin = begin_plan();
    for (const NodeId it : tree_.children(block)) {
        if (is_expression(it)) defer({Step::execute, it});
    }
    end_plan(begin);
}

// A region that is not Python is left out, but for whole statements in it.
void FunctionLowering::execute_error(NodeId node) {
    builder_.function().incomplete = true;
    if (kind(node) != Kind::error) return;
    builder_.emit(Opcode::incomplete, node, {});
    const std::size_t begin = begin_plan();
    for (const NodeId it : tree_.children(node)) {
        const bool defines = kind(it) == Kind::function_definition || kind(it) == Kind::class_definition;
        const bool is_statement = kind(it) > Kind::error && kind(it) < Kind::decorator;
        if (defines || is_statement) defer({Step::execute, it});
    }
    end_plan(begin);
}

void FunctionLowering::execute_expression_statement(NodeId node) {
    const std::vector<NodeId> parts = expressions_in(node);
    if (parts.size() == 1 && !has_token(node, Kind::comma)) {
        const NodeId only = parts.front();
        switch (kind(only)) {
            case Kind::assignment: return execute_assignment(only);
            case Kind::augmented_assignment: return execute_augmented(only);
            // A constant as a statement does nothing; docstrings are such.
            case Kind::string:
            case Kind::concatenated_string:
                if (tree_[only].size == 1 + expressions_in(only).size()) return;
                break;
            case Kind::integer:
            case Kind::float_:
            case Kind::none:
            case Kind::true_:
            case Kind::false_:
            case Kind::ellipsis: return;
            default: break;
        }
        return plan({evaluate(only), then(Step::drop, node)});
    }
    if (parts.empty()) return;
    plan({{Step::evaluate_tuple, node}, then(Step::drop, node)});
}

// `a, b` without parentheses, as a statement.
void FunctionLowering::evaluate_tuple(const Task& task) {
    evaluate_display(task.node);
}

void FunctionLowering::execute_return(NodeId node) {
    const std::vector<NodeId> parts = expressions_in(node);
    if (parts.empty()) return leave({ExitKind::return_, node}, none(node));
    plan({evaluate(parts.front()), then(Step::finish_return, node)});
}

void FunctionLowering::finish_return(const Task& task) {
    const ValueId value = pop();
    leave({ExitKind::return_, task.node}, value);
}

void FunctionLowering::execute_raise(NodeId node) {
    const NodeId cause = child(node, Field::cause);
    const std::vector<NodeId> parts = expressions_in(node);
    const NodeId exception = !parts.empty() && parts.front() != cause ? parts.front() : NodeId{};
    const std::size_t begin = begin_plan();
    if (exception.valid()) defer(evaluate(exception));
    if (cause.valid()) defer(evaluate(cause));
    defer(then(Step::finish_raise, node, exception.valid() ? 1 : 0, cause.valid() ? 1 : 0));
    end_plan(begin);
}

void FunctionLowering::finish_raise(const Task& task) {
    const ValueId cause = task.second != 0 ? pop() : ValueId{};
    const ValueId exception = task.first != 0 ? pop() : ValueId{};
    builder_.end(Opcode::raise, task.node, {exception, cause});
}

// The message is evaluated only where the assertion fails.
void FunctionLowering::execute_assert(NodeId node) {
    const std::vector<NodeId> parts = expressions_in(node);
    if (parts.empty()) return execute_error(node);
    const BlockId holds = builder_.new_block();
    const BlockId fails = builder_.new_block();
    const std::size_t begin = begin_plan();
    defer(then(Step::test, parts[0], holds.index(), fails.index()));
    defer(enter(fails));
    if (parts.size() > 1) defer(evaluate(parts[1]));
    defer(then(Step::finish_assert, node, parts.size() > 1 ? 1 : 0));
    defer(enter(holds));
    end_plan(begin);
}

void FunctionLowering::finish_assert(const Task& task) {
    const ValueId message = task.first != 0 ? pop() : ValueId{};
    builder_.end(Opcode::assert_failed, task.node, {message});
}

// if, elif, …, else: each branch ends in `after`.
void FunctionLowering::execute_if(NodeId node) {
    const BlockId after = builder_.new_block();
    const std::size_t begin = begin_plan();
    const auto branch_of = [&](NodeId clause) {
        const BlockId body = builder_.new_block();
        const BlockId next = builder_.new_block();
        defer(then(Step::test, child(clause, Field::condition), body.index(), next.index()));
        defer(enter(body));
        defer({Step::run_block, child(clause, Field::consequence)});
        defer(then(Step::end_branch, clause, after.index()));
        defer(enter(next));
    };
    branch_of(node);
    for (const NodeId it : tree_.children(node)) {
        if (kind(it) == Kind::elif_clause) branch_of(it);
        if (kind(it) == Kind::else_clause) defer({Step::run_block, child(it, Field::body)});
        if (kind(it) == Kind::error) defer({Step::execute, it});
    }
    defer(then(Step::end_branch, node, after.index()));
    defer(enter(after));
    end_plan(begin);
}

void FunctionLowering::end_branch(const Task& task) {
    builder_.jump(BlockId{task.first}, task.node);
}

}  // namespace doppelint::lowering
