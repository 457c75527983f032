#include "checks/broken.h"

#include <algorithm>
#include <iterator>

#include "checks/augmented.h"
#include "checks/some_item.h"

namespace doppelint::checks {

std::vector<analysis::Broken> broken_claims(const Subject& subject, analysis::Claim::Shape shape) {
    std::vector<analysis::Broken> result;
    std::ranges::copy_if(subject.any_caller.facts.broken, std::back_inserter(result),
                         [&](const analysis::Broken& it) {
                             return subject.claim_of(it).shape == shape && it.obligation.event.valid() &&
                                    subject.node_of(it.obligation.event).valid();
                         });
    return result;
}

findings::Confidence confidence_of(const Subject& subject, const analysis::Broken& broken) {
    const analysis::Obligation& change = broken.obligation;
    // Called code knew less of the object than is known here.
    const bool is_known = subject.at(change.event).opcode != Opcode::in_place &&
                          subject.object(change.object).kind != models::Kind::opaque;
    const bool may_be_number = subject.at(change.event).opcode == Opcode::in_place &&
                               !models::kContainers.has(subject.object(change.object).kind) &&
                               !adds_container(subject, subject.at(change.event));
    if (may_be_number) return findings::Confidence::possible;
    const bool is_guess = change.kind == analysis::ChangeKind::augments && !is_known;
    if (is_one_of_several(subject, change.event, change.object)) return findings::Confidence::possible;
    return confidence_of(broken.must, broken.assumptions, is_guess ? Witness::assumed : Witness::seen);
}

NodeId name_of(const Subject& subject) {
    const NodeId definition = subject.function().node;
    const NodeId name = subject.file.tree.child(definition, syntax::Field::name);
    return name ? name : definition;
}

}  // namespace doppelint::checks
