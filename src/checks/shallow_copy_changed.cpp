#include "checks/shallow_copy_changed.h"

#include <algorithm>
#include <utility>

#include "checks/broken.h"
#include "checks/fix_copy.h"
#include "checks/registers.h"
#include "checks/some_item.h"
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

// The same where the copy was made by a function that was called: what it copied has no name here.
DraftStep seen_original(const Subject& subject, const Wording& wording, const analysis::Broken& broken) {
    if (broken.observation.valid()) return seen(subject, wording, broken, Phrase(std::string_view()));
    const Phrase function = wording.function(subject.function());
    return {step::CallerOfGiven{.function = function}.text(), name_of(subject)};
}

std::string first_line(bool changed_copy, bool is_given, const Phrase& change, const Phrase& source,
                       const Phrase& copy) {
    if (is_given) {
        return changed_copy ? message::OriginalChanged{.change = change, .copy = copy}.text()
                            : message::GivenCopyChanged{.change = change, .copy = copy}.text();
    }
    return changed_copy ? message::SourceChanged{.change = change, .source = source, .copy = copy}.text()
                        : message::CopyChanged{.change = change, .source = source, .copy = copy}.text();
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
    return broken.obligation.by_attribute && !copies_instance(subject, subject.claim_of(broken));
}

// An attribute that a called function sets on something that hangs on a copied instance: an owner, a service.
// Whoever copies an object does not want those twice.
bool is_about_neighbours(const Subject& subject, const analysis::Broken& broken) {
    return broken.obligation.kind == analysis::ChangeKind::attribute &&
           subject.at(broken.obligation.event).opcode == Opcode::call;
}

// `for row in list(rows): row.clear()`, `list(rows)[-1].append(x)`: a copy that nobody keeps only guards the
// walk.
bool is_kept_by_nobody(const Subject& subject, const analysis::Claim& claim) {
    const auto uses = subject.uses.of(claim.where);
    return !claim.callee.valid() && !uses.empty() && std::ranges::all_of(uses, [&](ValueId use) {
        const Opcode opcode = subject.at(use).opcode;
        return opcode == Opcode::get_iterator || opcode == Opcode::get_item || opcode == Opcode::unpack;
    });
}

// What numbers an array holds nothing changes but by the array; what frames share, other rules say.
bool is_of_array(const Subject& subject, const analysis::Claim& claim) {
    const heap::Heap& heap = subject.any_caller.heap;
    const auto is_one = [&](ObjectId it) { return is_array(subject, it); };
    return std::ranges::any_of(heap.objects_of(claim.source), is_one) ||
           std::ranges::any_of(heap.objects_of(claim.copy), is_one);
}

// A copy has a `__dict__` of its own.
bool is_own_dict(const Subject& subject, ObjectId id) {
    const heap::Object& object = subject.object(id);
    return object.origin == heap::Origin::child && object.slot.kind() == heap::SlotKind::attribute &&
           subject.any_caller.words.text(NameId{object.slot.detail()}) == "__dict__";
}

// Whether a called function changes it, on some way through it.
bool is_changed_by_callee(const Subject& subject, const analysis::Broken& broken) {
    if (broken.must || copies_instance(subject, subject.claim_of(broken))) return false;
    return std::ranges::any_of(subject.facts().changes, [&](const analysis::Change& it) {
        return it.event == broken.obligation.event && it.object == broken.obligation.object &&
               it.callee.valid() && it.callee_parameter == analysis::Change::kNoParameter;
    });
}

}  // namespace

void run(const Subject& subject, Sink& sink) {
    const Wording wording(subject.file);
    for (const analysis::Broken& broken : broken_claims(subject, analysis::Claim::Shape::pair)) {
        if (is_kept_by_nobody(subject, subject.claim_of(broken)) ||
            is_of_array(subject, subject.claim_of(broken)))
            continue;
        if (is_own_dict(subject, broken.obligation.object)) continue;
        if (is_about_members(subject, broken) || is_about_neighbours(subject, broken)) continue;
        const analysis::Obligation& change = broken.obligation;
        const NodeId copied = subject.node_of(subject.claim_of(broken).where);
        const Phrase copy = wording.expression(copied);
        const bool is_given = subject.claim_of(broken).callee.valid();
        const Phrase source = wording.copied(copied).value_or(copy);
        const Phrase action = wording.action(subject.at(change.event));
        Draft draft;
        draft.confidence = confidence_of(subject, broken);
        // What a called function copied it may hold by now itself.
        if ((is_given && !broken.must) || is_changed_by_callee(subject, broken))
            draft.confidence = findings::Confidence::possible;
        draft.message = first_line(change.changed_copy, is_given, action, source, copy);
        draft.node = subject.node_of(change.event);
        draft.steps = {
            {is_given ? step::Given{.copy = copy}.text()
                      : step::Copied{.copy = copy, .source = source}.text(),
             copied},
            {step::Changed{}.text(), draft.node},
            is_given ? seen_original(subject, wording, broken) : seen(subject, wording, broken, source)};
        if (!is_given) draft.fix = copied_deeply(subject, copied, fix::Deep{.source = source}.text());
        draft.claim = copied;
        draft.object = change.object;
        draft.event = change.event;
        sink.add(std::move(draft));
    }
}

}  // namespace doppelint::checks::shallow_copy_changed
