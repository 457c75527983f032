#include "checks/live_view.h"

#include <utility>

#include "checks/broken.h"
#include "checks/registers.h"
#include "checks/wording.h"

namespace doppelint::checks::live_view {

void run(const Subject& subject, Sink& sink) {
    const Wording wording(subject.file);
    for (const analysis::Broken& broken : broken_claims(subject, analysis::Claim::Shape::binding)) {
        const analysis::Claim& claim = subject.claim_of(broken);
        const std::string_view name = subject.file.module.text(claim.name);
        if (!claim.of_view || !broken.observation.valid() || subject.file.intent.is_latest(name)) continue;
        const ValueId value = operand(subject.file.module, subject.at(claim.where), 0);
        const Phrase view = wording.expression(subject.node_of(value));
        const Phrase change = wording.action(subject.at(broken.obligation.event));
        Draft draft;
        draft.confidence = confidence_of(subject, broken);
        draft.node = subject.node_of(broken.obligation.event);
        draft.message = message::Live{.change = change, .name = name}.text();
        draft.steps = {{step::Bound{.name = name, .view = view}.text(), subject.node_of(claim.where)},
                       {step::Changed{}.text(), draft.node},
                       {step::Seen{.name = name}.text(), subject.node_of(broken.observation)}};
        draft.claim = subject.node_of(claim.where);
        draft.object = broken.obligation.object;
        draft.event = broken.obligation.event;
        sink.add(std::move(draft));
    }
}

}  // namespace doppelint::checks::live_view
