#include "checks/shared_elements.h"

#include "checks/drafts.h"
#include "checks/repeated.h"

namespace doppelint::checks::shared_elements {

void run(const Subject& subject, Sink& sink) {
    for (const Repeated& it : changes_of_repeated(subject)) {
        if (it.is_mapping) continue;
        sink.add(draft_of(subject, *it.change,
                          message::Changed{.change = it.action, .container = it.made}.text(),
                          {step::Made{.container = it.made}.text(), it.place.node, it.place.module},
                          step::Changed{}.text()));
    }
}

}  // namespace doppelint::checks::shared_elements
