#include "checks/fromkeys_shared_value.h"

#include <utility>

#include "checks/drafts.h"
#include "checks/fix_elements.h"
#include "checks/repeated.h"

namespace doppelint::checks::fromkeys_shared_value {

void run(const Subject& subject, Sink& sink) {
    FixOfPlace fixes;
    for (const Repeated& it : changes_of_repeated(subject)) {
        if (!it.is_mapping) continue;
        Draft draft =
            draft_of(subject, *it.change, message::Changed{.change = it.action, .container = it.made}.text(),
                     {step::Made{.container = it.made}.text(), it.place.node, it.place.module},
                     step::Changed{}.text());
        draft.fix = fixes.of(
            it, [&](NodeId place) { return made_for_each_key(subject, place, fix::ForEach{}.text()); });
        sink.add(std::move(draft));
    }
}

}  // namespace doppelint::checks::fromkeys_shared_value
