#include "checks/array_view_changed.h"

#include <utility>

#include "checks/fix_view.h"
#include "checks/shown.h"

namespace doppelint::checks::array_view_changed {

void run(const Subject& subject, Sink& sink) {
    for (const Shown& it : changed_while_shown(subject)) {
        if (it.library != "numpy" && it.library != "pandas") continue;
        Draft draft = draft_of(subject, it, message::View{.change = it.change, .name = it.name}.text());
        draft.steps = {{step::Bound{.name = it.name, .view = it.view}.text(), draft.claim},
                       {step::Changed{}.text(), draft.node},
                       {step::Seen{.name = it.name}.text(), subject.node_of(it.broken->observation)}};
        draft.fix = copied_by_method(subject, it, ".copy()", fix::Copy{.view = it.view}.text());
        sink.add(std::move(draft));
    }
}

}  // namespace doppelint::checks::array_view_changed
