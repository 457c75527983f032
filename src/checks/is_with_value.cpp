#include "checks/is_with_value.h"

#include <utility>

#include "checks/comparisons.h"
#include "checks/fix_comparison.h"
#include "checks/test_modules.h"

namespace doppelint::checks::is_with_value {

void run(const Subject& subject, Sink& sink) {
    for (const Comparison& it : comparisons(subject)) {
        const std::optional<Phrase> kind = kind_of_value(subject, it);
        if (!kind || !compares_values(subject, it) || is_shortcut(subject, it)) continue;
        const Phrase sign(std::string_view(it.negated ? "!=" : "=="));
        const Phrase words = words_of(subject, it);
        Draft draft = draft_of(it,
                               kind->text() == "value"
                                   ? message::Values{.comparison = words, .sign = sign}.text()
                                   : message::Value{.comparison = words, .kind = *kind, .sign = sign}.text(),
                               it.fact->assumptions);
        // Tests of caches, of interning and the like assert which object it is.
        if (is_asserted(subject, it) && is_in_test(subject))
            draft.confidence = findings::Confidence::possible;
        draft.fix = compared_by_value(subject, it, fix::Compare{.sign = sign}.text());
        draft.steps = {{step::Reason{.reason = heap::sentence_of(it.fact->reason)}.text(), it.node}};
        sink.add(std::move(draft));
    }
}

}  // namespace doppelint::checks::is_with_value
