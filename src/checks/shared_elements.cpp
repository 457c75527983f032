#include "checks/shared_elements.h"

#include <optional>
#include <utility>

#include "checks/drafts.h"
#include "checks/fix_elements.h"
#include "checks/repeated.h"

namespace doppelint::checks::shared_elements {

void run(const Subject& subject, Sink& sink) {
    NodeId last_place;
    std::optional<DraftFix> last_fix;
    for (const Repeated& it : changes_of_repeated(subject)) {
        if (it.is_mapping) continue;
        Draft draft =
            draft_of(subject, *it.change, message::Changed{.change = it.action, .container = it.made}.text(),
                     {step::Made{.container = it.made}.text(), it.place.node, it.place.module},
                     step::Changed{}.text());
        // Changes of one container come one after the other.
        if (!it.place.module.valid() && it.place.node != last_place) {
            last_place = it.place.node;
            last_fix = made_for_each_place(subject, last_place, fix::ForEach{}.text());
        }
        if (it.place.node == last_place) draft.fix = last_fix;
        sink.add(std::move(draft));
    }
}

}  // namespace doppelint::checks::shared_elements
