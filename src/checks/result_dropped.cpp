#include "checks/result_dropped.h"

#include <algorithm>
#include <string>
#include <utility>

#include "checks/confidence.h"
#include "checks/drafts.h"
#include "checks/dropped_results.h"
#include "checks/fix_result.h"
#include "checks/test_modules.h"
#include "checks/wording.h"

namespace doppelint::checks::result_dropped {
namespace {

bool makes_coroutine(const Subject& subject, const DroppedResult& it) {
    if (!it.code.valid() || subject.file.project == nullptr) return false;
    const program::Function& function = subject.file.project->function(it.code);
    return function.is_async && !function.is_generator;
}

}  // namespace

void run(const Subject& subject, Sink& sink) {
    for (const DroppedResult& it : dropped_results(subject)) {
        // A test may call something to see that it does not raise.
        const bool is_own = it.code.valid();
        if (is_own && is_in_test(subject)) continue;
        const Phrase words = words_of(subject, it.at);
        const bool is_guess = it.guessed || is_in_test(subject);
        const auto sure = confidence_of(!is_own, {}, is_guess ? Witness::assumed : Witness::seen);
        Draft draft = draft_at(subject, it.at, sure, message::Dropped{.call = words}.text());
        if (it.begins) {
            draft.steps = {{makes_coroutine(subject, it) ? step::Coroutine{.call = words}.text()
                                                         : step::Begins{.call = words}.text(),
                            draft.node}};
        } else if (is_own) {
            draft.steps = {{step::Own{.call = words}.text(), draft.node}};
        } else {
            draft.steps = {{step::Pure{.call = words}.text(), draft.node}};
        }
        if (!it.begins) draft.fix = result_taken(subject, draft.node, fix::Take{.call = words}.text());
        sink.add(std::move(draft));
    }
}

}  // namespace doppelint::checks::result_dropped
