#include "checks/tensor_storage_shared.h"

#include <utility>

#include "checks/fix_view.h"
#include "checks/shown.h"

namespace doppelint::checks::tensor_storage_shared {

void run(const Subject& subject, Sink& sink) {
    for (const Shown& it : changed_while_shown(subject)) {
        if (it.library != "torch") continue;
        Draft draft = draft_of(subject, it, message::Storage{.change = it.change, .name = it.name}.text());
        draft.steps = {{step::Bound{.name = it.name, .view = it.view}.text(), draft.claim},
                       {step::Changed{}.text(), draft.node},
                       {step::Seen{.name = it.name}.text(), subject.node_of(it.broken->observation)}};
        draft.fix = copied_by_method(subject, it, ".clone()", fix::Copy{.view = it.view}.text());
        sink.add(std::move(draft));
    }
}

}  // namespace doppelint::checks::tensor_storage_shared
