#include "base/check.h"
#include "lowering/function_lowering.h"

namespace doppelint::lowering {

using program::Synchrony;
using syntax::NodeId;

// The items of a `with` nest: each is left on every way out of what comes after it.
void FunctionLowering::execute_with(NodeId node) {
    const NodeId clause = child(node, Kind::with_clause);
    const std::uint32_t async = has_token(node, Kind::async_) ? 1 : 0;
    std::vector<NodeId> items;
    if (clause.valid()) {
        for (const NodeId it : tree_.children(clause)) {
            if (kind(it) == Kind::with_item) items.push_back(it);
        }
    }
    const std::size_t begin = begin_plan();
    for (const NodeId it : items) {
        const NodeId value = unwrapped(child(it, Field::value));
        const bool named = value.valid() && kind(value) == Kind::as_pattern;
        defer(evaluate(named ? only_child(value) : value));
        defer(then(Step::enter_context, it, async));
    }
    defer({Step::run_block, child(node, Field::body)});
    for (std::size_t at = items.size(); at-- > 0;) defer({Step::leave_context, items[at]});
    end_plan(begin);
}

void FunctionLowering::enter_context(const Task& task) {
    const NodeId item = task.node;
    const auto synchrony = static_cast<std::uint8_t>(task.first != 0 ? Synchrony::async : Synchrony::sync);
    Frame frame;
    frame.kind = FrameKind::context;
    frame.node = item;
    frame.detail = synchrony;
    frame.manager = pop();
    frame.outer_handler = builder_.handler();
    const ValueId entered = builder_.emit(Opcode::enter_context, item, {frame.manager}, 0, synchrony);
    frame.entry = builder_.new_block();
    builder_.set_handler(frame.entry);
    frames_.push_back(frame);
    const NodeId value = unwrapped(child(item, Field::value));
    const NodeId alias =
        value.valid() && kind(value) == Kind::as_pattern ? child(value, Kind::as_pattern_target) : NodeId{};
    if (alias.valid()) plan({then(Step::store_value, alias, entered.index())});
}

void FunctionLowering::leave_context(const Task& /*task*/) {
    const Frame frame = frames_.back();
    DOPPELINT_CHECK(frame.kind == FrameKind::context, "frames are left in order");
    frames_.pop_back();
    builder_.set_handler(frame.outer_handler);
    const BlockId after = builder_.new_block();
    if (builder_.is_live()) {
        builder_.emit(Opcode::exit_context, frame.node, {frame.manager}, 0, frame.detail);
        builder_.jump(after, frame.node);
    }
    builder_.start_handler(frame.entry);
    const ValueId exception = builder_.emit(Opcode::caught, frame.node, {});
    const ValueId suppressed =
        builder_.emit(Opcode::exit_context_raised, frame.node, {frame.manager, exception}, 0, frame.detail);
    const BlockId raises = builder_.new_block();
    builder_.branch(suppressed, after, raises, frame.node);
    builder_.start(raises);
    builder_.end(Opcode::reraise, frame.node, {exception});
    builder_.start(after);
}

}  // namespace doppelint::lowering
