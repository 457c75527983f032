#include "checks/identity_depends_on_implementation.h"

#include <utility>

#include "checks/comparisons.h"
#include "checks/fix_comparison.h"

namespace doppelint::checks::identity_depends_on_implementation {
namespace {

// Whether it is known what some Python answers.
bool is_known(const Comparison& it) {
    return !it.fact->is_true.empty() || !it.fact->is_false.empty();
}

// Which Pythons say what, where they are known to differ.
std::vector<DraftStep> steps_of(const Comparison& it) {
    std::vector<DraftStep> result{
        {step::Reason{.reason = heap::sentence_of(it.fact->reason)}.text(), it.node}};
    const heap::VersionSet says_true = it.negated ? it.fact->is_false : it.fact->is_true;
    const heap::VersionSet says_false = it.negated ? it.fact->is_true : it.fact->is_false;
    const auto add = [&](std::string_view answer, heap::VersionSet versions) {
        if (versions.empty()) return;
        result.push_back(
            {step::Answer{.answer = answer, .versions = heap::text_of(versions)}.text(), it.node});
    };
    add("True", says_true);
    add("False", says_false);
    return result;
}

}  // namespace

void run(const Subject& subject, Sink& sink) {
    for (const Comparison& it : comparisons(subject)) {
        const bool is_open = it.fact->verdict == analysis::Verdict::implementation;
        if (!is_open || !is_known(it) || is_shortcut(subject, it)) continue;
        const Phrase sign(std::string_view(it.negated ? "!=" : "=="));
        Draft draft = draft_of(it, message::Depends{.comparison = words_of(subject, it), .sign = sign}.text(),
                               it.fact->assumptions);
        draft.steps = steps_of(it);
        draft.fix = compared_by_value(subject, it, fix::Compare{.sign = sign}.text());
        sink.add(std::move(draft));
    }
}

}  // namespace doppelint::checks::identity_depends_on_implementation
