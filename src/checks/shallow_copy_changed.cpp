#include "checks/shallow_copy_changed.h"

#include <algorithm>
#include <utility>

#include "checks/broken.h"
#include "checks/registers.h"
#include "checks/wording.h"

namespace doppelint::checks::shallow_copy_changed {
namespace {

DraftStep seen(const Subject& subject, const Wording& wording, const analysis::Broken& broken,
               const Phrase& source) {
    if (!broken.observation.valid()) {
        const Phrase function = wording.function(subject.function());
        return {step::Caller{.function = function, .source = source}.text(), name_of(subject)};
    }
    const NodeId node = subject.node_of(broken.observation);
    return {step::Seen{.seen = wording.expression(node)}.text(), node};
}

// Whether the way to what is changed leads through an attribute, or ends in one.
bool is_change_by_attribute(const Subject& subject, const analysis::Obligation& change) {
    if (change.kind == analysis::ChangeKind::attribute) return true;
    const program::Module& module = subject.file.module;
    const ValueId copy = subject.facts().claims[change.claim.index()].where;
    Site at_way = origin_of(module, {&subject.function(), change.through});
    while (at_way.value.valid() && at_way.value != copy) {
        const Instruction& it = subject.at(at_way.value);
        if (it.opcode == Opcode::get_attribute) return true;
        const bool is_step = it.opcode == Opcode::get_item || it.opcode == Opcode::next_item ||
                             it.opcode == Opcode::get_iterator || it.opcode == Opcode::unpacked ||
                             it.opcode == Opcode::unpack;
        at_way = is_step ? origin_of(module, {&subject.function(), operand(module, it, 0)}) : Site{};
    }
    return false;
}

// Whether an instance was copied: by `copy.copy(x)` or by a method that is known. `x.copy()` of an unknown
// `x` is a container's.
bool copies_instance(const Subject& subject, const analysis::Claim& claim) {
    const Instruction& it = subject.at(claim.where);
    const bool has_argument = it.opcode == Opcode::call && it.operand_count > 1;
    const auto copies = subject.any_caller.heap.objects_of(claim.copy);
    return std::ranges::any_of(copies, [&](ObjectId one) {
        const models::Kind kind = subject.object(one).kind;
        return kind == models::Kind::instance || (kind == models::Kind::opaque && has_argument);
    });
}

// `for job in list(jobs): job.done = True`: a container of objects is copied to walk or sort it, not to have
// the objects twice. Whoever copies an instance wants its parts to be its own.
bool is_about_members(const Subject& subject, const analysis::Broken& broken) {
    return is_change_by_attribute(subject, broken.obligation) &&
           !copies_instance(subject, subject.claim_of(broken));
}

}  // namespace

void run(const Subject& subject, Sink& sink) {
    const Wording wording(subject.file);
    for (const analysis::Broken& broken : broken_claims(subject, analysis::Claim::Shape::pair)) {
        if (is_about_members(subject, broken)) continue;
        const analysis::Obligation& change = broken.obligation;
        const NodeId copied = subject.node_of(subject.claim_of(broken).where);
        const Phrase copy = wording.expression(copied);
        const Phrase source = wording.copied(copied).value_or(copy);
        const Phrase action = wording.action(subject.at(change.event));
        Draft draft;
        draft.confidence = confidence_of(subject, broken);
        draft.message = change.changed_copy
                            ? message::SourceChanged{.change = action, .source = source, .copy = copy}.text()
                            : message::CopyChanged{.change = action, .source = source, .copy = copy}.text();
        draft.node = subject.node_of(change.event);
        draft.steps = {{step::Copied{.copy = copy, .source = source}.text(), copied},
                       {step::Changed{}.text(), draft.node},
                       seen(subject, wording, broken, source)};
        draft.claim = copied;
        draft.object = change.object;
        draft.event = change.event;
        sink.add(std::move(draft));
    }
}

}  // namespace doppelint::checks::shallow_copy_changed
