#include "checks/live_view.h"

#include <optional>
#include <string_view>
#include <utility>

#include "checks/drafts.h"
#include "checks/fix_view.h"
#include "checks/own_attributes.h"
#include "checks/registers.h"
#include "checks/results.h"
#include "checks/shown.h"
#include "checks/wording.h"

namespace doppelint::checks::live_view {
namespace {

using program::CodeId;

bool is_snapshot(const Subject& subject, std::string_view name) {
    return subject.file.intent.is_snapshot(name) && !subject.file.intent.is_latest(name);
}

// Evidence that a method whose name promises a snapshot gives a view of the attribute.
ArgumentOf shown(CodeId of, std::string_view attribute) {
    return named_evidence(of, Asked::shown, attribute);
}

// Of what the call gives a view: `x` of `MappingProxyType(x)` and `x.items()`.
ValueId shown_by(const Subject& subject, ValueId call) {
    const program::Module& module = subject.file.module;
    const Instruction& it = subject.at(call);
    const RanSpan ran = ran_at(subject, call);
    const bool gives_view = !ran.empty() && all_run(ran, [&](const analysis::Ran& one) {
        return one.model != nullptr &&
               subject.file.library.term(one.model->result).word == models::Word::view;
    });
    if (it.opcode != Opcode::call || !gives_view) return {};
    if (it.operand_count == 2) return operand(module, it, 1);
    const Instruction& method = subject.at(origin_of(subject, operand(module, it, 0)));
    return method.opcode == Opcode::get_attribute ? operand(module, method, 0) : ValueId{};
}

void find_promised_views(const Subject& subject, Sink& sink) {
    const CodeId around = own_class(subject);
    if (!around.valid() || !is_snapshot(subject, subject.file.module.text(subject.function().name))) return;
    const Wording wording(subject.file);
    for (const Instruction& it : subject.file.module.instructions_of(subject.function())) {
        if (it.opcode != Opcode::return_value || !it.node) continue;
        const ValueId given = origin_of(subject, operand(subject.file.module, it, 0));
        const ValueId source = shown_by(subject, given);
        const auto attribute = source.valid() ? own_attribute(subject, source) : std::nullopt;
        if (!attribute || !subject.node_of(given)) continue;
        const program::ModuleId here = subject.file.module_id;
        Evidence evidence{shown(around, *attribute), here, subject.node_of(given), {}};
        evidence.steps.push_back({step::Promised{.method = wording.function(subject.function()),
                                                 .view = wording.expression(subject.node_of(given))}
                                      .text(),
                                  subject.node_of(given), here});
        sink.add(std::move(evidence));
    }
}

void find_changes_behind_views(const Subject& subject, Sink& sink) {
    const CodeId around = own_class(subject);
    if (!around.valid()) return;
    const Wording wording(subject.file);
    for (const analysis::Change& change : subject.facts().changes) {
        const bool is_change = change.event.valid() && !change.is_callees_own() &&
                               change.kind != analysis::ChangeKind::attribute &&
                               change.kind != analysis::ChangeKind::reorders;
        const auto attribute = is_change ? own_attribute(subject, change.object) : std::nullopt;
        if (!attribute) continue;
        Draft draft = checks::draft_of(subject, change,
                                       message::Promised{.change = wording.action(subject.at(change.event)),
                                                         .attribute = Phrase(*attribute)}
                                           .text());
        draft.claim = draft.node;
        draft.steps = {{step::Changed{}.text(), draft.node}};
        draft.wants_evidence = shown(around, *attribute);
        sink.add(std::move(draft));
    }
}

}  // namespace

void run(const Subject& subject, Sink& sink) {
    if (subject.file.project != nullptr) {
        find_promised_views(subject, sink);
        find_changes_behind_views(subject, sink);
    }
    for (const Shown& it : changed_while_shown(subject)) {
        if (!it.library.empty()) continue;
        Draft draft = draft_of(subject, it, message::Live{.change = it.change, .name = it.name}.text());
        draft.steps = {{step::Bound{.name = it.name, .view = it.view}.text(), draft.claim},
                       {step::Changed{}.text(), draft.node},
                       {step::Seen{.name = it.name}.text(), subject.node_of(it.broken->observation)}};
        draft.fix = copied_below(subject, it, fix::Copy{.view = it.view}.text());
        sink.add(std::move(draft));
    }
}

}  // namespace doppelint::checks::live_view
