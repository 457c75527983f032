#include "checks/context_default_changed.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "checks/class_attributes.h"
#include "checks/drafts.h"
#include "checks/wording.h"

namespace doppelint::checks::context_default_changed {
namespace {

using analysis::Change;
using heap::Origin;
using heap::SlotKind;
using project::HeldDefault;

bool is_child(const heap::Object& object, SlotKind kind) {
    return object.origin == Origin::child && object.slot.kind() == kind;
}

/// A default that a change meets, and what hands it out.
struct Met {
    HeldDefault made;
    std::string message;
    std::string step;
};

// `variable.get()`: the content of what a global variable holds.
std::optional<Met> of_context(const Subject& subject, const Phrase& action, const heap::Object& object) {
    const heap::Objects& objects = subject.any_caller.heap.objects();
    const heap::Object& variable = objects[object.parent];
    if (!is_child(variable, SlotKind::content) || !objects.is_global(variable.parent)) return std::nullopt;
    const program::ModuleId other = objects.module_of_variable(variable.parent);
    const std::string_view name = subject.any_caller.words.text(NameId{objects[variable.parent].site});
    const auto made =
        subject.file.project->context_default(other.valid() ? other : subject.file.module_id, name);
    if (!made) return std::nullopt;
    return Met{*made, message::Context{.change = action, .variable = Phrase(name)}.text(),
               step::Context{.variable = Phrase(name)}.text()};
}

// An attribute of parsed arguments, of which nobody else says what they are.
std::optional<Met> of_option(const Subject& subject, const Phrase& action, const heap::Object& object) {
    const heap::Object& holder = subject.object(object.parent);
    const bool may_be_arguments = holder.origin == Origin::parameter || holder.origin == Origin::site;
    if (!is_child(object, SlotKind::attribute) || !may_be_arguments) return std::nullopt;
    if (subject.any_caller.heap.objects().class_of(object.parent).code.valid()) return std::nullopt;
    const std::string_view name = subject.any_caller.words.text(NameId{object.slot.detail()});
    const auto made = subject.file.project->option_default(subject.file.module_id, name);
    if (!made) return std::nullopt;
    return Met{*made, message::Option{.change = action, .option = Phrase(name)}.text(),
               step::Option{.option = Phrase(name)}.text()};
}

// An item of a `defaultdict` that instances hold.
std::optional<Met> of_factory(const Subject& subject, const Phrase& action, const heap::Object& object) {
    const auto attribute = attribute_of(subject, object.parent);
    if (!attribute) return std::nullopt;
    const analysis::ClassReader classes = subject.file.project->classes();
    const project::ClassInfo* const info = classes.find(attribute->of);
    if (info == nullptr) return std::nullopt;
    const auto made = classes.factory_default(*info, attribute->name);
    if (!made) return std::nullopt;
    return Met{*made, message::Factory{.change = action, .mapping = Phrase(attribute->name)}.text(),
               step::Factory{.mapping = Phrase(attribute->name)}.text()};
}

std::optional<Met> met_by(const Subject& subject, const Phrase& action, const Change& change) {
    const heap::Object& object = subject.object(change.object);
    if (object.origin != Origin::child) return std::nullopt;
    if (auto found = of_context(subject, action, object)) return found;
    if (auto found = of_option(subject, action, object)) return found;
    return of_factory(subject, action, object);
}

}  // namespace

void run(const Subject& subject, Sink& sink) {
    if (subject.file.project == nullptr) return;
    const Wording wording(subject.file);
    for (const Change& change : subject.facts().changes) {
        if (change.is_callees_own() || !change.event.valid() || !change.through_value.valid()) continue;
        const Phrase action = wording.action(subject.at(change.event));
        if (const auto found = shared_change(subject, change);
            found && !found->shared.is_instance && is_local_to_thread(subject, *found)) {
            const Phrase owner(owner_of(subject, found->shared));
            std::string message =
                message::Thread{.change = action, .attribute = Phrase(found->attribute.name), .owner = owner}
                    .text();
            sink.add(draft_of(subject, change, std::move(message),
                              step_at(subject, step::Thread{.owner = owner}.text(), found->shared.owner,
                                      found->shared.value),
                              step::Changed{}.text()));
            continue;
        }
        auto met = met_by(subject, action, change);
        if (!met) continue;
        sink.add(draft_of(subject, change, std::move(met->message),
                          step_at(subject, std::move(met->step), met->made.code, met->made.value),
                          step::Changed{}.text()));
    }
}

}  // namespace doppelint::checks::context_default_changed
