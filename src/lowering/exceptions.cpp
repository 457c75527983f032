#include "base/check.h"
#include "lowering/function_lowering.h"

namespace doppelint::lowering {

using program::ExceptionMatch;
using syntax::NodeId;

// With `finally`, everything else of the statement is protected by it:
//
//     protected part … every way out writes its number to `selector` and goes to `entry`
//     handler:  the exception is one more way out
//     entry:    the finally block, once
//               select on the number: where each way goes on
void FunctionLowering::execute_try(NodeId node) {
    const NodeId finally = child(node, Kind::finally_clause);
    if (!finally.valid()) return plan({{Step::begin_handlers, node}});
    Frame frame;
    frame.kind = FrameKind::finally_;
    frame.node = finally;
    frame.outer_handler = builder_.handler();
    frame.entry = builder_.new_block();
    frame.selector = builder_.new_variable();
    frame.carried = builder_.new_variable();
    builder_.begin_variable(frame.carried, builder_.current());
    frames_.push_back(frame);
    const BlockId handler = builder_.new_block();
    builder_.set_handler(handler);
    plan({{Step::begin_handlers, node},
          then(Step::end_protected, node, handler.index()),
          {Step::run_block, child(finally, Kind::block)},
          {Step::end_finally, node}});
}

// The end of all that `finally` protects: collect the ways out at its entry.
void FunctionLowering::end_protected(const Task& task) {
    Frame& frame = frames_.back();
    DOPPELINT_CHECK(frame.kind == FrameKind::finally_, "frames are left in order");
    builder_.set_handler(frame.outer_handler);
    if (builder_.is_live()) leave_through_finally(frame, {ExitKind::fall_through, task.node}, {});
    const BlockId handler{task.first};
    builder_.start_handler(handler);
    const ValueId exception = builder_.emit(Opcode::caught, frame.node, {});
    leave_through_finally(frame, {ExitKind::raise, frame.node}, exception);
    builder_.start(frame.entry);
    // The frame is done with, but what it knows is needed behind the block.
    finished_.push_back(std::move(frame));
    frames_.pop_back();
}

void FunctionLowering::end_finally(const Task& task) {
    const Frame frame = std::move(finished_.back());
    finished_.pop_back();
    const BlockId after = builder_.new_block();
    if (!builder_.is_live()) return builder_.start(after);
    const ValueId selector = builder_.read(frame.selector);
    std::vector<BlockId> ways(frame.exits.size());
    for (BlockId& way : ways) way = builder_.new_block();
    builder_.end(Opcode::select, frame.node, {selector}, ways);
    for (std::size_t at = 0; at < ways.size(); ++at) {
        const Exit exit = frame.exits[at];
        builder_.start(ways[at]);
        switch (exit.kind) {
            case ExitKind::fall_through: builder_.jump(after, task.node); break;
            case ExitKind::raise:
                builder_.end(Opcode::reraise, frame.node, {builder_.read(frame.carried)});
                break;
            case ExitKind::return_: leave(exit, builder_.read(frame.carried)); break;
            case ExitKind::break_:
            case ExitKind::continue_: leave(exit, {}); break;
        }
    }
    builder_.start(after);
}

void FunctionLowering::begin_handlers(const Task& task) {
    const NodeId node = task.node;
    const BlockId after = builder_.new_block();
    const BlockId outer = builder_.handler();
    const NodeId first = child(node, Kind::except_clause);
    const NodeId otherwise = child(node, Kind::else_clause);
    const Task body = {Step::run_block, child(node, Field::body)};
    const Task else_body = {Step::run_block, otherwise.valid() ? child(otherwise, Field::body) : NodeId{}};
    if (!first.valid()) {
        return plan({body, else_body, then(Step::end_branch, node, after.index()), enter(after)});
    }
    const BlockId handler = builder_.new_block();
    builder_.set_handler(handler);
    plan({body, then(Step::end_try_body, node, outer.index()), else_body,
          then(Step::end_branch, node, after.index()),
          then(Step::end_handlers, node, handler.index(), after.index())});
}

// From here on exceptions go to the handler at block `first` again.
void FunctionLowering::end_try_body(const Task& task) {
    builder_.set_handler(BlockId{task.first});
}

// The handler's block, and its clauses in order.
void FunctionLowering::end_handlers(const Task& task) {
    builder_.start_handler(BlockId{task.first});
    const ValueId exception = builder_.emit(Opcode::caught, task.node, {});
    const VariableId pending = builder_.new_variable();
    builder_.write(pending, exception);
    const std::size_t begin = begin_plan();
    for (const NodeId it : tree_.children(task.node)) {
        if (kind(it) == Kind::except_clause) {
            defer(then(Step::except_clause, it, pending.index(), task.second));
        }
    }
    defer(then(Step::end_except, task.node, pending.index(), task.second));
    end_plan(begin);
}

// One clause: its types, whether they match, its body; then the next clause.
void FunctionLowering::except_clause(const Task& task) {
    const std::vector<NodeId> types = [&] {
        std::vector<NodeId> found;
        for (const NodeId it : tree_.children(task.node)) {
            if (tree_[it].field == Field::value) found.push_back(it);
        }
        return found;
    }();
    const std::size_t begin = begin_plan();
    for (const NodeId it : types) {
        // `E as name` holds the type in front.
        defer(evaluate(kind(it) == Kind::as_pattern ? only_child(it) : it));
    }
    // `except A, B:` (3.14) is `except (A, B):`.
    if (types.size() > 1) {
        defer(then(Step::finish_display, task.node, keep(std::vector<Label>(types.size()))));
    }
    defer(then(Step::except_matched, task.node, task.first, task.second));
    end_plan(begin);
}

void FunctionLowering::except_matched(const Task& task) {
    const NodeId clause = task.node;
    const VariableId pending{task.first};
    const NodeId value = child(clause, Field::value);
    const bool group = has_token(clause, Kind::star);
    const BlockId next = builder_.new_block();
    ValueId caught = builder_.read(pending);
    if (value.valid()) {
        const ValueId exception = caught;
        const auto how = static_cast<std::uint8_t>(group ? ExceptionMatch::group : ExceptionMatch::plain);
        const ValueId type = pop();
        const ValueId matched = builder_.emit(Opcode::match_exception, clause, {exception, type}, 0, how);
        if (group) {
            caught = matched;
            builder_.write(pending, builder_.emit(Opcode::exception_group_rest, clause, {matched}));
        }
        const BlockId body = builder_.new_block();
        builder_.branch(matched, body, next, clause);
        builder_.start(body);
    }
    const NodeId alias =
        value.valid() && kind(value) == Kind::as_pattern ? child(value, Kind::as_pattern_target) : NodeId{};
    const NodeId name = alias.valid() ? unwrapped(only_child(alias)) : NodeId{};
    const bool named = name.valid() && kind(name) == Kind::identifier;
    const std::size_t begin = begin_plan();
    if (named) bind_exception(name, caught);
    defer({Step::run_block, child(clause, Kind::block)});
    if (named) defer(then(Step::unbind_exception, name, builder_.handler().index()));
    // `except*` clauses are all tried; the others end the statement.
    defer(then(Step::end_branch, clause, group ? next.index() : task.second));
    defer(enter(next));
    end_plan(begin);
}

// `as name` lasts for the clause: every way out of it unbinds the name.
void FunctionLowering::bind_exception(NodeId name, ValueId caught) {
    Frame frame;
    frame.kind = FrameKind::exception_name;
    frame.outer_handler = builder_.handler();
    frame.node = name;
    frames_.push_back(frame);
    builder_.set_handler(builder_.new_block());
    bind(name, caught);
}

// Python binds None first, so that a name which the clause has deleted can be deleted once more.
void FunctionLowering::forget_exception(NodeId name) {
    bind(name, none(name));
    unbind(name);
}

void FunctionLowering::unbind_exception(const Task& task) {
    const Frame frame = frames_.back();
    DOPPELINT_CHECK(frame.kind == FrameKind::exception_name, "frames are left in order");
    frames_.pop_back();
    const BlockId handler{task.first};
    builder_.set_handler(frame.outer_handler);
    const BlockId after = builder_.new_block();
    if (builder_.is_live()) {
        forget_exception(frame.node);
        builder_.jump(after, frame.node);
    }
    builder_.start_handler(handler);
    const ValueId exception = builder_.emit(Opcode::caught, frame.node, {});
    forget_exception(frame.node);
    builder_.end(Opcode::reraise, frame.node, {exception});
    builder_.start(after);
}

// Nothing matched, or (with `except*`) something may be left.
void FunctionLowering::end_except(const Task& task) {
    const BlockId after{task.second};
    if (builder_.is_live()) {
        const ValueId pending = builder_.read(VariableId{task.first});
        const NodeId clause = child(task.node, Kind::except_clause);
        if (has_token(clause, Kind::star)) {
            const BlockId left = builder_.new_block();
            builder_.branch(pending, left, after, task.node);
            builder_.start(left);
        }
        builder_.end(Opcode::reraise, task.node, {pending});
    }
    builder_.start(after);
}

}  // namespace doppelint::lowering
