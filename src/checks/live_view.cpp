#include "checks/live_view.h"

#include <utility>

#include "checks/fix_view.h"
#include "checks/shown.h"

namespace doppelint::checks::live_view {

void run(const Subject& subject, Sink& sink) {
    for (const Shown& it : changed_while_shown(subject)) {
        if (!it.library.empty()) continue;
        Draft draft = draft_of(subject, it, message::Live{.change = it.change, .name = it.name}.text());
        draft.steps = {{step::Bound{.name = it.name, .view = it.view}.text(), draft.claim},
                       {step::Changed{}.text(), draft.node},
                       {step::Seen{.name = it.name}.text(), subject.node_of(it.broken->observation)}};
        draft.fix = copied_below(subject, it, fix::Copy{.view = it.view}.text());
        sink.add(std::move(draft));
    }
}

}  // namespace doppelint::checks::live_view
