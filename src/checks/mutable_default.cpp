#include "checks/mutable_default.h"

#include <algorithm>
#include <utility>

#include "checks/confidence.h"
#include "checks/parameter_changes.h"
#include "checks/wording.h"

namespace doppelint::checks::mutable_default {
namespace {

using analysis::Change;
using analysis::ChangeKind;

// A leading underscore, or a cache's name: meant to be kept between calls.
bool is_kept_on_purpose(const Subject& subject, std::string_view parameter) {
    return parameter.starts_with('_') || subject.file.intent.is_cache(parameter);
}

// A function inside another is made anew in each call of that one. Its defaults are the way to give it
// variables of its own (`count=[0]`) or those around it (`result=result`).
bool is_inside_function(const Subject& subject) {
    const program::Function& around = subject.file.module.function(subject.function().parent);
    return around.kind == program::FunctionKind::function || around.kind == program::FunctionKind::lambda;
}

// Nothing can be taken out of what nobody puts anything into.
bool stays_empty(const MutableDefault& it, const std::vector<Change>& changes) {
    const auto fills = [](const Change& one) {
        return one.kind != ChangeKind::removes && one.kind != ChangeKind::clears &&
               one.kind != ChangeKind::reorders;
    };
    return it.is_empty && std::ranges::none_of(changes, fills);
}

Draft draft_of(const Subject& subject, const MutableDefault& it, const Change& change, const Phrase& name) {
    const Wording wording(subject.file);
    Draft draft;
    draft.confidence = confidence_of(change.must, change.assumptions);
    draft.message =
        message::Changed{.change = wording.action(subject.at(change.event)), .parameter = name}.text();
    draft.node = subject.node_of(change.event);
    const step::Created created{.kind = Wording::kind(it.kind),
                                .function = wording.function(subject.function())};
    draft.steps = {{created.text(), it.node}, {step::Changed{}.text(), draft.node}};
    draft.claim = it.node;
    draft.event = change.event;
    return draft;
}

}  // namespace

void run(const Subject& subject, Sink& sink) {
    if (subject.with_defaults == nullptr || is_inside_function(subject)) return;
    for (const MutableDefault& it : subject.defaults) {
        const program::Parameter& parameter =
            subject.file.module.parameters_of(subject.function())[it.parameter];
        const std::string_view name = subject.file.module.text(parameter.name);
        if (is_kept_on_purpose(subject, name)) continue;
        const std::vector<Change> changes = changes_of_parameter(*subject.with_defaults, it.parameter);
        if (stays_empty(it, changes)) continue;
        for (const Change& change : changes) sink.add(draft_of(subject, it, change, name));
    }
}

}  // namespace doppelint::checks::mutable_default
