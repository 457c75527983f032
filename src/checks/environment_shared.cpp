#include "checks/environment_shared.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "checks/aliases.h"
#include "checks/class_attributes.h"
#include "checks/drafts.h"
#include "checks/enclosing.h"
#include "checks/fix_copy.h"
#include "checks/registers.h"
#include "checks/results.h"
#include "checks/wording.h"

namespace doppelint::checks::environment_shared {
namespace {

using analysis::Change;

bool is_environment(std::string_view name) {
    return name == "os.environ" || name == "os.environb";
}

bool is_environment(const Subject& subject, ObjectId object) {
    return subject.object(object).origin == heap::Origin::external &&
           is_environment(subject.any_caller.heap.objects().external_name(object));
}

bool is_in_finally(const Subject& subject, ValueId at) {
    return is_inside(subject.file.tree, subject.node_of(at), syntax::Kind::finally_clause,
                     syntax::Kind::function_definition);
}

// Who changes it back at the end means to change it for a while.
bool is_restored(const Subject& subject, ObjectId object) {
    return std::ranges::any_of(subject.facts().changes, [&](const Change& it) {
        return it.object == object && it.event.valid() && is_in_finally(subject, it.event);
    });
}

// A copy by the module `copy` keeps the storage; `dict` and `os.environ.copy` do not.
bool shares_storage(const analysis::Ran& it) {
    return it.model != nullptr && (it.model->name == "copy.copy" || it.model->name == "copy.deepcopy");
}

// The call of the module `copy` that made the object of the environment: both have one storage.
ValueId copied_at(const Subject& subject, ObjectId id) {
    const heap::Object& object = subject.object(id);
    const ValueId site{object.site};
    if (object.origin != heap::Origin::site || subject.file.project == nullptr) return {};
    const Instruction& call = subject.at(site);
    if (call.opcode != Opcode::call || call.operand_count < 2) return {};
    const RanSpan ran = ran_at(subject, site);
    if (ran.empty() || !all_run(ran, shares_storage)) return {};
    const program::CodeId here{subject.file.module_id, subject.id};
    const project::Meanings copied =
        subject.file.project->meaning_of(here, operand(subject.file.module, call, 1));
    return is_environment(copied.only_library()) ? site : ValueId{};
}

// Whether instances have now the environment, now something of their own, under the attribute.
bool may_be_held(const Subject& subject, const AttributeOf& attribute) {
    if (subject.file.flow == nullptr) return false;
    const analysis::FlowLibrary* const found = subject.file.flow->library_in(attribute.of, attribute.name);
    return found != nullptr && is_environment(found->name) && (found->beside_dict || found->copied);
}

void look_at(const Subject& subject, const Change& change, Sink& sink) {
    const Wording wording(subject.file);
    const Phrase action = wording.action(subject.at(change.event));
    const Phrase through = wording.expression(subject.node_of(change.through_value));
    if (is_environment(subject, change.object)) {
        const ValueId given = handed_on(subject, change.through_value, change.event);
        if (!is_by_name(subject, change) || !given.valid() || is_restored(subject, change.object)) return;
        Draft draft =
            draft_of(subject, change, message::Changed{.change = action, .name = through}.text(),
                     {step::Bound{}.text(), subject.node_of(origin_of(subject, change.through_value))},
                     step::Changed{}.text());
        draft.steps.push_back({step::Given{.name = through}.text(), subject.node_of(given)});
        draft.fix = own_environment(subject, draft.steps.front().node, fix::Copy{}.text());
        sink.add(std::move(draft));
    } else if (const ValueId copy = copied_at(subject, change.object); copy.valid()) {
        const NodeId where = subject.node_of(copy);
        Draft draft = draft_of(subject, change,
                               message::Copied{.change = action, .copy = wording.expression(where)}.text(),
                               {step::Copied{}.text(), where}, step::Changed{}.text());
        draft.fix = own_environment(subject, where, fix::Copy{}.text());
        sink.add(std::move(draft));
    } else if (const auto attribute = attribute_of(subject, change.object);
               attribute && may_be_held(subject, *attribute)) {
        Draft draft = draft_of(subject, change,
                               message::Held{.change = action, .attribute = Phrase(attribute->name)}.text());
        draft.steps = {{step::Changed{}.text(), draft.node}};
        draft.claim = draft.node;
        sink.add(std::move(draft));
    }
}

}  // namespace

void run(const Subject& subject, Sink& sink) {
    for (const Change& change : subject.facts().changes) {
        if (change.is_callees_own() || !change.event.valid() || !change.through_value.valid()) continue;
        look_at(subject, change, sink);
    }
}

}  // namespace doppelint::checks::environment_shared
