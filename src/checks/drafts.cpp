#include "checks/drafts.h"

#include <utility>

#include "checks/confidence.h"

namespace doppelint::checks {

Draft draft_at(const Subject& subject, ValueId at, findings::Confidence confidence, std::string message) {
    Draft draft;
    draft.confidence = confidence;
    draft.message = std::move(message);
    draft.node = subject.node_of(at);
    draft.claim = draft.node;
    draft.event = at;
    return draft;
}

Draft draft_of(const Subject& subject, const analysis::Change& change, std::string message) {
    Draft draft;
    draft.confidence = confidence_of(change.must, change.assumptions);
    draft.message = std::move(message);
    draft.node = subject.node_of(change.event);
    draft.object = change.object;
    draft.event = change.event;
    return draft;
}

Draft draft_of(const Subject& subject, const analysis::Change& change, std::string message, DraftStep made,
               std::string changed) {
    Draft draft = draft_of(subject, change, std::move(message));
    if (!made.module.valid()) draft.claim = made.node;
    draft.steps = {std::move(made), {std::move(changed), draft.node}};
    return draft;
}

}  // namespace doppelint::checks
