#include "checks/shared_field_default.h"

#include <optional>
#include <string>
#include <utility>

#include "checks/class_attributes.h"
#include "checks/drafts.h"
#include "checks/fix_field.h"
#include "checks/wording.h"

namespace doppelint::checks::shared_field_default {
namespace {

using project::ClassInfo;
using project::Record;

// Of the default itself or, where that is an instance, of what it holds.
std::optional<SharedChange> change_of_default(const Subject& subject, const analysis::Change& change) {
    constexpr std::size_t kDeepest = 2;
    auto found = shared_change(subject, change);
    analysis::Change outer = change;
    // Called code got what holds it.
    outer.callee_parameter = change.callee_root;
    for (std::size_t depth = 0; !found && depth < kDeepest; ++depth) {
        const heap::Object& object = subject.object(outer.object);
        if (object.origin != heap::Origin::child || object.slot.kind() != heap::SlotKind::attribute) break;
        outer.object = object.parent;
        found = shared_change(subject, outer);
        if (found && !(found->shared.is_field && found->shared.is_instance)) return std::nullopt;
    }
    return found;
}

// A dataclass refuses containers; other records take them as they are.
void find_changed(const Subject& subject, Sink& sink) {
    const Wording wording(subject.file);
    for (const analysis::Change& change : subject.facts().changes) {
        const auto found = change_of_default(subject, change);
        if (!found || !found->shared.is_field) continue;
        const analysis::ClassReader classes = subject.file.project->classes();
        const Record kind = classes.record_kind(*classes.find(found->attribute.of));
        const bool takes_it = kind == Record::attrs || kind == Record::named_tuple ||
                              (kind == Record::dataclass && found->shared.is_instance);
        if (!takes_it) continue;
        const Phrase owner(owner_of(subject, found->shared));
        std::string message = message::Changed{.change = wording.action(subject.at(change.event)),
                                               .field = Phrase(found->attribute.name),
                                               .owner = owner}
                                  .text();
        sink.add(draft_of(
            subject, change, std::move(message),
            step_at(subject, step::Created{.owner = owner}.text(), found->shared.owner, found->shared.value),
            step::Changed{}.text()));
    }
}

// From 3.11 on, `dataclass` refuses whatever has no hash.
bool is_refused(const Subject& subject, const project::FieldDefault& field) {
    constexpr std::uint8_t kFirst = 11;
    if (!field.made_of.valid()) return true;
    const analysis::ClassReader classes = subject.file.project->classes();
    const ClassInfo* const info = classes.find(field.made_of);
    return subject.file.versions.first >= kFirst && info != nullptr && classes.is_unhashable(*info);
}

// Of the class whose body this is: fields with a default that `dataclass` does not take.
void find_refused(const Subject& subject, Sink& sink) {
    if (subject.function().kind != program::FunctionKind::class_body || subject.file.project == nullptr)
        return;
    const analysis::ClassReader classes = subject.file.project->classes();
    const ClassInfo* const info = classes.find({subject.file.module_id, subject.id});
    if (info == nullptr || classes.record_kind(*info) != Record::dataclass) return;
    const Wording wording(subject.file);
    for (const project::FieldDefault& it : classes.object_defaults(*info)) {
        if (!is_refused(subject, it)) continue;
        std::string message = message::Refused{.value = wording.expression(subject.node_of(it.value)),
                                               .field = Phrase(subject.file.module.text(it.name))}
                                  .text();
        Draft draft = draft_at(subject, it.value, findings::Confidence::certain, std::move(message));
        draft.fix = made_by_factory(subject, draft.node, fix::Factory{}.text());
        sink.add(std::move(draft));
    }
}

}  // namespace

void run(const Subject& subject, Sink& sink) {
    find_changed(subject, sink);
    find_refused(subject, sink);
}

}  // namespace doppelint::checks::shared_field_default
