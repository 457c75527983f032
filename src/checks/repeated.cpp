#include "checks/repeated.h"

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

}  // namespace doppelint::checks
