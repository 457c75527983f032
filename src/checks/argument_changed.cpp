#include "checks/argument_changed.h"

#include <algorithm>
#include <array>
#include <utility>

#include "checks/annotations.h"
#include "checks/confidence.h"
#include "checks/parameter_changes.h"
#include "checks/wording.h"

namespace doppelint::checks::argument_changed {
namespace {

// Of collections.abc and typing: what has no method that changes it. `typing.Set` is `set`.
constexpr std::array<std::string_view, 13> kReadOnly{
    "AbstractSet", "ByteString",  "Collection", "Container", "ItemsView", "Iterable",  "KeysView",
    "Mapping",     "MappingView", "Reversible", "Sequence",  "Sized",     "ValuesView"};

bool is_read_only(std::string_view name) {
    for (const std::string_view module : {"typing.", "collections.abc.", "typing_extensions."}) {
        if (!name.starts_with(module)) continue;
        const std::string_view rest = name.substr(module.size());
        return std::ranges::find(kReadOnly, rest) != kReadOnly.end() || name == "collections.abc.Set";
    }
    return false;
}

// A function that is called makes the same promise: there it is broken.
bool is_promised_by_callee(const Subject& subject, const analysis::Change& change) {
    const bool is_here = change.callee.valid() && change.callee.module == subject.file.module_id &&
                         change.callee_parameter != analysis::Change::kNoParameter;
    if (!is_here) return false;
    const program::Function& callee = subject.file.module.function(change.callee.function);
    const program::Parameter& parameter = subject.file.module.parameters_of(callee)[change.callee_parameter];
    return parameter.annotation && is_read_only(annotated_class(subject.file, parameter.annotation));
}

}  // namespace

void run(const Subject& subject, Sink& sink) {
    const Wording wording(subject.file);
    const auto parameters = subject.file.module.parameters_of(subject.function());
    for (std::uint32_t index = 0; index < parameters.size(); ++index) {
        const program::Parameter& parameter = parameters[index];
        if (!parameter.annotation || parameter.kind == program::ParameterKind::star ||
            parameter.kind == program::ParameterKind::double_star) {
            continue;
        }
        const std::string annotated = annotated_class(subject.file, parameter.annotation);
        if (!is_read_only(annotated)) continue;
        const Phrase name(subject.file.module.text(parameter.name));
        const Phrase type(std::string_view(annotated).substr(annotated.find_last_of('.') + 1));
        for (const analysis::Change& change : changes_of_parameter(subject.any_caller, index)) {
            if (is_promised_by_callee(subject, change)) continue;
            Draft draft;
            draft.confidence = confidence_of(change.must, change.assumptions);
            draft.message =
                message::ReadOnly{
                    .change = wording.action(subject.at(change.event)), .parameter = name, .annotation = type}
                    .text();
            draft.node = subject.node_of(change.event);
            draft.steps = {
                {step::Promised{.annotation = type, .parameter = name}.text(), parameter.annotation},
                {step::Changed{}.text(), draft.node}};
            draft.claim = parameter.annotation;
            draft.object = change.object;
            draft.event = change.event;
            sink.add(std::move(draft));
        }
    }
}

}  // namespace doppelint::checks::argument_changed
