// Ways out: return, break, continue and exceptions, past the context managers and `finally` blocks on their
// way.
#include "base/check.h"
#include "lowering/function_lowering.h"

namespace doppelint::lowering {

// Leaves the current block for wherever `exit` goes. `carried` is the value of a return.
void FunctionLowering::leave(Exit exit, ValueId carried) {
    const BlockId handler = builder_.handler();
    for (std::size_t at = frames_.size(); at-- > 0;) {
        Frame& frame = frames_[at];
        switch (frame.kind) {
            case FrameKind::loop:
                if (exit.kind == ExitKind::return_) continue;
                builder_.jump(exit.kind == ExitKind::break_ ? frame.break_target : frame.continue_target,
                              exit.node);
                builder_.resume_handler(handler);
                return;
            case FrameKind::context:
                builder_.set_handler(frame.outer_handler);
                builder_.emit(Opcode::exit_context, frame.node, {frame.manager}, 0, frame.detail);
                continue;
            case FrameKind::exception_name:
                builder_.set_handler(frame.outer_handler);
                forget_exception(frame.node);
                continue;
            case FrameKind::finally_:
                leave_through_finally(frame, exit, carried);
                builder_.resume_handler(handler);
                return;
        }
    }
    // A stray `break` or `continue` is not Python; nothing comes after it.
    if (exit.kind == ExitKind::return_) {
        builder_.end(Opcode::return_value, exit.node, {carried});
    } else {
        builder_.function().incomplete = true;
        builder_.end(Opcode::unreachable, exit.node, {});
    }
    builder_.resume_handler(handler);
}

void FunctionLowering::leave_through_finally(Frame& frame, Exit exit, ValueId carried) {
    const std::uint32_t number = exit_number(frame, exit);
    builder_.write(frame.selector, integer(number, exit.node));
    if (carried.valid()) builder_.write(frame.carried, carried);
    builder_.jump(frame.entry, exit.node);
}

// The selector of a way out; the same one for ways that go on alike.
std::uint32_t FunctionLowering::exit_number(Frame& frame, Exit exit) {
    const bool alike = exit.kind != ExitKind::return_;
    for (std::uint32_t at = 0; at < frame.exits.size(); ++at) {
        if (alike && frame.exits[at].kind == exit.kind) return at;
    }
    frame.exits.push_back(exit);
    return static_cast<std::uint32_t>(frame.exits.size() - 1);
}

}  // namespace doppelint::lowering
