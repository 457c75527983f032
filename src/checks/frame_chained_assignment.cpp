#include "checks/frame_chained_assignment.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "checks/confidence.h"
#include "checks/drafts.h"
#include "checks/registers.h"
#include "checks/results.h"
#include "checks/wording.h"

namespace doppelint::checks::frame_chained_assignment {
namespace {

// Whether the instruction takes something out of a frame: a column, rows by a mask, what a method gives.
bool takes_from_frame(const Subject& subject, ValueId at) {
    const Opcode opcode = subject.at(at).opcode;
    if (opcode != Opcode::get_item && opcode != Opcode::call) return false;
    const RanSpan ran = ran_at(subject, at);
    return !ran.empty() && all_run(ran, [](const analysis::Ran& it) {
        return it.model != nullptr && !it.guessed && it.model->name.starts_with("pandas.DataFrame.");
    });
}

// Of the call, `inplace=True`.
bool is_in_place(const Subject& subject, const Instruction& call) {
    const program::Module& module = subject.file.module;
    for (std::uint32_t at = 1; at < call.operand_count; ++at) {
        const program::Label label = module.label_of(call, at);
        if (!label.is_keyword() || module.text(label.keyword()) != "inplace") continue;
        const Instruction& given = subject.at(origin_of(subject, operand(module, call, at)));
        return given.opcode == Opcode::constant &&
               module.constants[given.payload].kind == program::ConstantKind::true_;
    }
    return false;
}

// What the instruction changes, if that is what another expression took from a frame, under no name of its
// own.
ValueId temporary_changed_at(const Subject& subject, const Instruction& it) {
    const program::Module& module = subject.file.module;
    ValueId target;
    if (it.opcode == Opcode::set_item || it.opcode == Opcode::set_attribute) {
        target = operand(module, it, 0);
    } else if (it.opcode == Opcode::call && is_in_place(subject, it)) {
        const Instruction& method = subject.at(operand(module, it, 0));
        if (method.opcode == Opcode::get_attribute) target = operand(module, method, 0);
    }
    return target.valid() && takes_from_frame(subject, target) ? target : ValueId{};
}

}  // namespace

void run(const Subject& subject, Sink& sink) {
    const bool meets_frames = std::ranges::any_of(subject.facts().ran, [](const analysis::Ran& it) {
        return it.model != nullptr && it.model->name.starts_with("pandas.DataFrame.");
    });
    if (!meets_frames) return;
    const Wording wording(subject.file);
    const auto instructions = subject.file.module.instructions_of(subject.function());
    for (std::uint32_t index = 0; index < instructions.size(); ++index) {
        const Instruction& it = instructions[index];
        if (!it.node) continue;
        const ValueId target = temporary_changed_at(subject, it);
        if (!target.valid() || !subject.node_of(target)) continue;
        const Phrase taken = wording.expression(subject.node_of(target));
        Draft draft = draft_at(subject, ValueId{index}, confidence_of(false, {}),
                               message::Temporary{.change = wording.action(it), .taken = taken}.text());
        draft.steps = {{step::Taken{.taken = taken}.text(), subject.node_of(target)},
                       {step::Changed{}.text(), draft.node}};
        sink.add(std::move(draft));
    }
}

}  // namespace doppelint::checks::frame_chained_assignment
