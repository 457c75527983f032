#include "lowering/function_lowering.h"

namespace doppelint::lowering {

using program::Synchrony;
using syntax::Kind;
using syntax::NodeId;

namespace {

bool is_always_true(Kind kind, std::string_view text) {
    return kind == Kind::true_ ||
           (kind == Kind::integer && text.find_first_not_of("0_xXoObB") != std::string_view::npos);
}

}  // namespace

void FunctionLowering::execute_for(NodeId node) {
    plan({evaluate(child(node, Field::right)), then(Step::begin_for, node)});
}

void FunctionLowering::begin_for(const Task& task) {
    const NodeId node = task.node;
    const NodeId iterable = child(node, Field::right);
    const auto synchrony =
        static_cast<std::uint8_t>(has_token(node, Kind::async_) ? Synchrony::async : Synchrony::sync);
    const ValueId iterator = builder_.emit(Opcode::get_iterator, iterable, {pop()}, 0, synchrony);
    const BlockId header = builder_.new_block();
    const BlockId body = builder_.new_block();
    const BlockId exhausted = builder_.new_block();
    const BlockId after = builder_.new_block();
    builder_.start_loop(header, node);
    const ValueId item = builder_.emit(Opcode::next_item, iterable, {iterator}, 0, synchrony);
    const BlockId ways[] = {body, exhausted};
    builder_.end(Opcode::iterate, node, {item}, ways);
    builder_.start(body);
    Frame frame;
    frame.break_target = after;
    frame.continue_target = header;
    frames_.push_back(frame);
    plan({then(Step::store_value, child(node, Field::left), item.index()),
          {Step::run_block, child(node, Field::body)},
          then(Step::end_turn, node, header.index()),
          enter(exhausted),
          then(Step::end_loop, node, after.index())});
}

void FunctionLowering::execute_while(NodeId node) {
    const BlockId header = builder_.new_block();
    const BlockId body = builder_.new_block();
    const BlockId done = builder_.new_block();
    const BlockId after = builder_.new_block();
    builder_.start_loop(header, node);
    Frame frame;
    frame.break_target = after;
    frame.continue_target = header;
    frames_.push_back(frame);
    const NodeId condition = unwrapped(child(node, Field::condition));
    const bool endless = condition.valid() && is_always_true(kind(condition), tree_.text(condition));
    plan({endless ? then(Step::end_branch, node, body.index())
                  : then(Step::test, condition, body.index(), done.index()),
          enter(body),
          {Step::run_block, child(node, Field::body)},
          then(Step::end_turn, node, header.index()),
          enter(done),
          then(Step::end_loop, node, after.index())});
}

// The end of the loop's body: back to the header. `else` no longer belongs to the loop.
void FunctionLowering::end_turn(const Task& task) {
    const BlockId header{task.first};
    builder_.jump(header, task.node);
    builder_.seal(header);
    frames_.pop_back();
}

void FunctionLowering::end_loop(const Task& task) {
    const BlockId after{task.first};
    const NodeId otherwise = child(task.node, Kind::else_clause);
    plan({{Step::run_block, otherwise.valid() ? child(otherwise, Field::body) : NodeId{}},
          then(Step::end_branch, task.node, after.index()),
          enter(after)});
}

}  // namespace doppelint::lowering
