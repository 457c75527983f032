#include "checks/default_evaluated_once.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "checks/confidence.h"
#include "checks/fix_default.h"
#include "checks/fix_field.h"
#include "checks/wording.h"

namespace doppelint::checks::default_evaluated_once {
namespace {

using analysis::OnceValue;

/// Where a function of the module binds the global anew.
NodeId rebound_at(const Subject& subject, NameId name) {
    const program::Module& module = subject.file.module;
    for (const program::Function& function : module.functions) {
        if (function.kind == program::FunctionKind::module) continue;
        for (const Instruction& it : module.instructions_of(function)) {
            if (it.opcode == Opcode::store_global && NameId{it.payload} == name) return it.node;
        }
    }
    return {};
}

Draft draft_of_default(const Subject& subject, const OnceValue& it) {
    const Wording wording(subject.file);
    const program::Module& module = subject.file.module;
    const program::Function& function = module.function(it.function);
    const Phrase parameter = module.text(module.parameters_of(function)[it.parameter].name);
    const Phrase value = wording.expression(subject.node_of(it.value));
    Draft draft;
    draft.confidence = confidence_of(true, {});
    draft.node = subject.node_of(it.value);
    if (it.varies) {
        draft.message = message::Once{.value = value, .parameter = parameter}.text();
        const step::Evaluated evaluated{.value = value, .function = wording.function(function)};
        draft.steps = {{evaluated.text(), draft.node}};
        draft.fix = default_made_in_call(subject, {it.function, it.parameter},
                                         fix::InCall{.parameter = parameter}.text());
    } else {
        draft.message = message::Rebound{.value = value, .parameter = parameter}.text();
        draft.steps = {
            {step::Read{.value = value, .function = wording.function(function)}.text(), draft.node}};
        if (const NodeId rebound = rebound_at(subject, it.name))
            draft.steps.push_back({step::Bound{.value = value}.text(), rebound});
    }
    return draft;
}

Draft draft_of_field(const Subject& subject, const OnceValue& it) {
    const Wording wording(subject.file);
    const Phrase value = wording.expression(subject.node_of(it.value));
    Draft draft;
    draft.confidence = confidence_of(true, {});
    draft.node = subject.node_of(it.value);
    draft.message = message::Field{.value = value, .name = subject.file.module.text(it.name)}.text();
    draft.steps = {{step::Class{.value = value}.text(), draft.node}};
    draft.fix = made_by_factory(subject, draft.node, fix::Factory{.value = value}.text());
    return draft;
}

}  // namespace

void run(const Subject& subject, Sink& sink) {
    for (const OnceValue& it : subject.facts().once_values) {
        if (!subject.node_of(it.value).valid()) continue;
        const bool is_default = it.function.valid();
        Draft draft = is_default ? draft_of_default(subject, it) : draft_of_field(subject, it);
        draft.claim = draft.node;
        draft.event = it.where;
        sink.add(std::move(draft));
    }
}

}  // namespace doppelint::checks::default_evaluated_once
