#include "checks/shared_class_attribute.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "checks/class_attributes.h"
#include "checks/drafts.h"
#include "checks/remarks.h"
#include "checks/wording.h"

namespace doppelint::checks::shared_class_attribute {
namespace {

using project::ClassInfo;
using project::ClassName;

// Libraries that make something of what a class annotates mostly copy it for each instance.
bool may_copy_fields(const ClassInfo& info) {
    constexpr std::array<std::string_view, 4> kPlain{"object", "abc.ABC", "typing.Generic",
                                                     "typing.Protocol"};
    return info.open || !info.decorators.empty() || info.has_metaclass ||
           std::ranges::any_of(info.order, [&](const ClassName& it) {
               return !it.library.empty() && std::ranges::find(kPlain, it.library) == kPlain.end();
           });
}

// A comment where the class makes it tells, as far as the class stands in this file.
bool is_said_to_be_shared(const Subject& subject, const project::SharedAttribute& shared) {
    if (shared.owner.module != subject.file.module_id) return false;
    const program::Module& module = subject.file.module;
    const auto body = module.instructions_of(module.function(shared.owner.function));
    const NodeId made = body[shared.value.index()].node;
    return made && subject.file.intent.tells_of_sharing(remarks_on(subject.file.tree, made));
}

bool is_meant(const Subject& subject, const SharedChange& it) {
    // Settings, services: what a class has once is mostly meant to be one.
    if (it.shared.is_instance) return true;
    if (it.shared.promise != project::Promise::none || subject.file.intent.is_cache(it.attribute.name))
        return true;
    if (is_said_to_be_shared(subject, it.shared)) return true;
    const ClassInfo& info = *subject.file.project->classes().find(it.attribute.of);
    return is_local_to_thread(subject, it) || (it.shared.is_field && may_copy_fields(info));
}

}  // namespace

void run(const Subject& subject, Sink& sink) {
    const Wording wording(subject.file);
    for (const analysis::Change& change : subject.facts().changes) {
        const auto found = shared_change(subject, change);
        if (!found || is_meant(subject, *found)) continue;
        const Phrase owner(owner_of(subject, found->shared));
        std::string message = message::Changed{.change = wording.action(subject.at(change.event)),
                                               .attribute = Phrase(found->attribute.name),
                                               .owner = owner}
                                  .text();
        sink.add(draft_of(
            subject, change, std::move(message),
            step_at(subject, step::Created{.owner = owner}.text(), found->shared.owner, found->shared.value),
            step::Changed{}.text()));
    }
}

}  // namespace doppelint::checks::shared_class_attribute
