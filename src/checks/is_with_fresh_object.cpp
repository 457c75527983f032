#include "checks/is_with_fresh_object.h"

#include <utility>

#include "checks/comparisons.h"
#include "checks/fix_comparison.h"

namespace doppelint::checks::is_with_fresh_object {

void run(const Subject& subject, Sink& sink) {
    for (const Comparison& it : comparisons(subject)) {
        const analysis::Verdict verdict = it.fact->verdict;
        const bool is_fixed =
            verdict == analysis::Verdict::always_true || verdict == analysis::Verdict::always_false;
        if (!is_fixed || !is_about_new_object(it)) continue;
        const bool answer = (verdict == analysis::Verdict::always_true) != it.negated;
        if (answer && is_asserted(subject, it)) continue;
        const Phrase word(std::string_view(answer ? "True" : "False"));
        Draft draft =
            draft_of(it, message::Fixed{.comparison = words_of(subject, it), .answer = word}.text(), {});
        draft.steps = {{step::Reason{.reason = heap::sentence_of(it.fact->reason)}.text(), it.node}};
        const Phrase sign(std::string_view(it.negated ? "!=" : "=="));
        if (compares_with_display(subject, it))
            draft.fix = compared_by_value(subject, it, fix::Compare{.sign = sign}.text());
        sink.add(std::move(draft));
    }
}

}  // namespace doppelint::checks::is_with_fresh_object
