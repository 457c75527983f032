#include "checks/shown.h"

#include <string>
#include <utility>

#include "checks/broken.h"
#include "checks/registers.h"
#include "checks/wording.h"

namespace doppelint::checks {
namespace {

// "numpy" of a `numpy.ndarray`.
std::string_view library_of(const Subject& subject, const analysis::Claim& claim) {
    for (const ObjectId it : subject.any_caller.heap.objects_of(claim.source)) {
        const std::string_view name = subject.any_caller.heap.objects().class_of(it).library;
        if (subject.object(it).kind == heap::Kind::instance) return name.substr(0, name.find('.'));
    }
    return {};
}

// `original[0] = …`: who writes by the snapshot's own name does not take it for a snapshot.
bool is_by_own_name(const Subject& subject, const analysis::Broken& broken) {
    const ValueId through = broken.obligation.through;
    return through.valid() &&
           origin_of(subject, through) == origin_of(subject, subject.claim_of(broken).where);
}

}  // namespace

std::vector<Shown> changed_while_shown(const Subject& subject) {
    std::vector<Shown> result;
    const Wording wording(subject.file);
    for (const analysis::Broken& broken : subject.facts().broken) {
        const analysis::Claim& claim = subject.claim_of(broken);
        if (!claim.of_view || !broken.observation.valid() || !subject.node_of(broken.obligation.event))
            continue;
        const std::string_view name = subject.file.module.text(claim.name);
        if (subject.file.intent.is_latest(name) || is_by_own_name(subject, broken)) continue;
        const ValueId value = operand(subject.file.module, subject.at(claim.where), 0);
        result.push_back({.broken = &broken,
                          .library = library_of(subject, claim),
                          .name = name,
                          .view = wording.expression(subject.node_of(value)),
                          .change = wording.action(subject.at(broken.obligation.event))});
    }
    return result;
}

Draft draft_of(const Subject& subject, const Shown& shown, std::string message) {
    const analysis::Broken& broken = *shown.broken;
    Draft draft;
    draft.confidence = confidence_of(subject, broken);
    draft.node = subject.node_of(broken.obligation.event);
    draft.message = std::move(message);
    draft.claim = subject.node_of(subject.claim_of(broken).where);
    draft.object = broken.obligation.object;
    draft.event = broken.obligation.event;
    return draft;
}

}  // namespace doppelint::checks
