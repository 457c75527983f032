#include "checks/sentinel_copied.h"

#include <utility>

#include "checks/class_attributes.h"
#include "checks/comparisons.h"
#include "checks/confidence.h"
#include "checks/drafts.h"
#include "checks/enclosing.h"
#include "checks/wording.h"

namespace doppelint::checks::sentinel_copied {

void run(const Subject& subject, Sink& sink) {
    if (subject.file.flow == nullptr) return;
    const auto found = subject.file.flow->comparisons({subject.file.module_id, subject.id});
    const Wording wording(subject.file);
    for (const analysis::FlowComparison& it : found) {
        if (it.what != analysis::FlowComparison::What::copied_sentinel) continue;
        const NodeId node = subject.node_of(it.comparison);
        if (!node || !subject.node_of(it.side) || is_asserted(subject.file.tree, node)) continue;
        Draft draft = draft_at(subject, it.comparison, confidence_of(false, {}),
                               message::Copied{.comparison = words_of(subject, node),
                                               .sentinel = wording.expression(subject.node_of(it.side))}
                                   .text());
        draft.steps = {step_at(subject, step::Made{}.text(), it.made_in, it.made),
                       step_at(subject, step::Copied{}.text(), it.other_in, it.other),
                       {step::Compared{}.text(), node}};
        sink.add(std::move(draft));
    }
}

}  // namespace doppelint::checks::sentinel_copied
