#include "checks/result_dropped.h"

#include <algorithm>
#include <string>
#include <utility>

#include "checks/confidence.h"
#include "checks/dropped_results.h"
#include "checks/test_modules.h"
#include "checks/wording.h"

namespace doppelint::checks::result_dropped {
void run(const Subject& subject, Sink& sink) {
    for (const DroppedResult& it : dropped_results(subject)) {
        // A test may call something to see that it does not raise.
        const bool is_own = it.code.valid();
        if (is_own && is_in_test(subject)) continue;
        const NodeId node = subject.node_of(it.at);
        Draft draft;
        draft.confidence = confidence_of(!is_own, {}, it.guessed ? Witness::assumed : Witness::seen);
        const Phrase words = words_of(subject, it.at);
        draft.message = message::Dropped{.call = words}.text();
        draft.node = node;
        if (it.begins) {
            draft.steps = {{step::Begins{.call = words}.text(), node}};
        } else if (is_own) {
            draft.steps = {{step::Own{.call = words}.text(), node}};
        } else {
            draft.steps = {{step::Pure{.call = words}.text(), node}};
        }
        draft.claim = node;
        draft.event = it.at;
        sink.add(std::move(draft));
    }
}

}  // namespace doppelint::checks::result_dropped
