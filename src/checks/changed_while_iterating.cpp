#include "checks/changed_while_iterating.h"

#include <utility>

#include "checks/broken.h"
#include "checks/enclosing.h"
#include "checks/fix_walk.h"
#include "checks/registers.h"
#include "checks/results.h"
#include "checks/some_item.h"
#include "checks/wording.h"

namespace doppelint::checks::changed_while_iterating {
namespace {

using models::Kind;

std::string first_line(Kind kind, const Phrase& action, const Phrase& walked) {
    switch (kind) {
        case Kind::dict:
        case Kind::set:
            return message::Size{.change = action, .kind = Wording::kind(kind), .walked = walked}.text();
        case Kind::list:
        case Kind::bytearray: return message::Places{.change = action, .walked = walked}.text();
        default: return message::Changed{.change = action, .walked = walked}.text();
    }
}

// `while todo: for item in todo: …`: what a turn of the inner loop skips comes again in the next of the
// outer.
bool is_repeated_until_empty(const Subject& subject, NodeId walked) {
    const syntax::Tree& tree = subject.file.tree;
    for (NodeId outer = enclosing(tree, walked); outer; outer = enclosing(tree, outer)) {
        if (tree.kind(outer) == syntax::Kind::function_definition) return false;
        const NodeId condition = tree.kind(outer) == syntax::Kind::while_statement
                                     ? tree.child(outer, syntax::Field::condition)
                                     : NodeId{};
        if (condition && tree.text(condition) == tree.text(walked)) return true;
    }
    return false;
}

// `for x in rows[i]: rows[j].append(x)`: two items are read, and which ones is not known.
bool may_be_another(const Subject& subject, const analysis::Broken& broken) {
    const analysis::Claim& claim = subject.claim_of(broken);
    if (!is_some_item(subject, broken.obligation.object) || claim.callee.valid()) return false;
    const Instruction& walk = subject.at(claim.where);
    if (walk.operand_count == 0 || !broken.obligation.through.valid()) return false;
    const ValueId walked = operand(subject.file.module, walk, 0);
    const ValueId changed = origin_of(subject, broken.obligation.through);
    return changed != origin_of(subject, walked) && changed != base_of_walk(subject, walked);
}

// `tuple(xs)`, `frozenset(xs)`: nobody adds to such a thing.
bool walks_fixed_copy(const Subject& subject, const analysis::Claim& claim) {
    const Instruction& walk = subject.at(claim.where);
    if (walk.opcode != Opcode::get_iterator || claim.callee.valid()) return false;
    const ValueId walked = origin_of(subject, operand(subject.file.module, walk, 0));
    return subject.at(walked).opcode == Opcode::call &&
           all_run(ran_at(subject, walked), [](const analysis::Ran& it) {
               return it.model != nullptr && (it.model->name == "tuple" || it.model->name == "frozenset");
           });
}

}  // namespace

void run(const Subject& subject, Sink& sink) {
    const Wording wording(subject.file);
    for (const analysis::Broken& broken : broken_claims(subject, analysis::Claim::Shape::region)) {
        const analysis::Obligation& change = broken.obligation;
        const NodeId walked = subject.node_of(subject.claim_of(broken).where);
        if (is_repeated_until_empty(subject, walked) || walks_fixed_copy(subject, subject.claim_of(broken)))
            continue;
        const Phrase name = wording.expression(walked);
        Draft draft;
        // Reading an item of something may add it; whether it is there already is not known.
        const bool is_guess =
            may_be_another(subject, broken) || subject.at(change.event).opcode == Opcode::get_item;
        draft.confidence = is_guess ? findings::Confidence::possible : confidence_of(subject, broken);
        draft.message =
            first_line(subject.object(change.object).kind, wording.action(subject.at(change.event)), name);
        draft.node = subject.node_of(change.event);
        draft.steps = {{step::Walked{.walked = name}.text(), walked}, {step::Changed{}.text(), draft.node}};
        draft.fix = walked_as_list(subject, broken, fix::WalkCopy{.walked = name}.text());
        draft.claim = walked;
        draft.object = change.object;
        draft.event = change.event;
        sink.add(std::move(draft));
    }
}

}  // namespace doppelint::checks::changed_while_iterating
