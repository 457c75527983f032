#include "checks/shared_field_default.h"

#include <utility>

#include "checks/class_attributes.h"
#include "checks/confidence.h"
#include "checks/wording.h"

namespace doppelint::checks::shared_field_default {
namespace {

using project::ClassInfo;
using project::Record;

// A dataclass refuses them; other records take them as they are.
void find_changed(const Subject& subject, Sink& sink) {
    const Wording wording(subject.file);
    for (const analysis::Change& change : subject.facts().changes) {
        const auto found = shared_change(subject, change);
        if (!found || !found->shared.is_field) continue;
        const analysis::ClassReader classes = subject.file.project->classes();
        const Record kind = classes.record_kind(*classes.find(found->of));
        if (kind != Record::attrs && kind != Record::named_tuple) continue;
        const PlaceOfShared made = place_of(subject, found->shared);
        Draft draft;
        draft.confidence = confidence_of(change.must, change.assumptions);
        draft.message = message::Changed{.change = wording.action(subject.at(change.event)),
                                         .field = Phrase(found->name),
                                         .owner = Phrase(made.owner)}
                            .text();
        draft.node = subject.node_of(change.event);
        draft.steps = {{step::Created{.owner = Phrase(made.owner)}.text(), made.node, made.module},
                       {step::Changed{}.text(), draft.node}};
        if (!made.module.valid()) draft.claim = made.node;
        draft.object = change.object;
        draft.event = change.event;
        sink.add(std::move(draft));
    }
}

// Of the class whose body this is: fields with a default that `dataclass` does not take.
void find_refused(const Subject& subject, Sink& sink) {
    if (subject.function().kind != program::FunctionKind::class_body || subject.file.project == nullptr)
        return;
    const analysis::ClassReader classes = subject.file.project->classes();
    const ClassInfo* const info = classes.find({subject.file.module_id, subject.id});
    if (info == nullptr || classes.record_kind(*info) != Record::dataclass) return;
    const Wording wording(subject.file);
    for (const project::FieldDefault& it : classes.container_defaults(*info)) {
        const NodeId node = subject.node_of(it.value);
        Draft draft;
        draft.confidence = findings::Confidence::certain;
        draft.message = message::Refused{.value = wording.expression(node),
                                         .field = Phrase(subject.file.module.text(it.name))}
                            .text();
        draft.node = node;
        draft.claim = node;
        draft.event = it.value;
        sink.add(std::move(draft));
    }
}

}  // namespace

void run(const Subject& subject, Sink& sink) {
    find_changed(subject, sink);
    find_refused(subject, sink);
}

}  // namespace doppelint::checks::shared_field_default
