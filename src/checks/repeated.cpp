#include "checks/repeated.h"

#include <utility>

#include "checks/confidence.h"
#include "checks/wording.h"

namespace doppelint::checks {
namespace {

using heap::Kind;

// Whoever writes `[a, a]` knows that these are one object; an operation that repeats does not show it.
bool repeats(const Subject& subject, const heap::Object& container) {
    if (container.origin != heap::Origin::site) return false;
    const Instruction& made = subject.at(ValueId{container.site});
    return made.opcode == Opcode::binary || made.opcode == Opcode::call;
}

}  // namespace

std::vector<Repeated> changes_of_repeated(const Subject& subject) {
    std::vector<Repeated> result;
    const Wording wording(subject.file);
    for (const analysis::Change& change : subject.facts().changes) {
        if (!change.repeated_in.valid() || subject.object(change.object).kind == Kind::iterator) continue;
        const heap::Object& container = subject.object(change.repeated_in);
        if (!repeats(subject, container)) continue;
        const NodeId node = subject.node_of(ValueId{container.site});
        result.push_back({&change, container.kind == Kind::dict, node, wording.expression(node),
                          wording.action(subject.at(change.event))});
    }
    return result;
}

Draft draft_of(const Subject& subject, const Repeated& it, std::string message, std::string made,
               std::string changed) {
    Draft draft;
    draft.confidence = confidence_of(it.change->must, it.change->assumptions);
    draft.message = std::move(message);
    draft.node = subject.node_of(it.change->event);
    draft.steps = {{std::move(made), it.node}, {std::move(changed), draft.node}};
    draft.claim = it.node;
    draft.object = it.change->object;
    draft.event = it.change->event;
    return draft;
}

}  // namespace doppelint::checks
