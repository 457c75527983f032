#include "checks/shared_class_attribute.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <utility>

#include "checks/class_attributes.h"
#include "checks/drafts.h"
#include "checks/memo.h"
#include "checks/own_attributes.h"
#include "checks/registers.h"
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

// A comment where it changes tells, and one where the class makes it, as far as the class stands in this
// file.
bool is_meant_to_be_shared(const Subject& subject, const project::SharedAttribute& shared, NodeId changed) {
    if (is_said_to_be_shared(subject, changed)) return true;
    if (shared.owner.module != subject.file.module_id) return false;
    const program::Module& module = subject.file.module;
    const auto body = module.instructions_of(module.function(shared.owner.function));
    return is_said_to_be_shared(subject, body[shared.value.index()].node);
}

bool is_constant(const program::Module& module, const program::Function& function, ValueId value) {
    if (!value.valid()) return false;
    const ValueId origin = program::origin_of(module, function, value);
    return module.instructions_of(function)[origin.index()].opcode == Opcode::constant;
}

/// The list that a class body makes.
struct ListOfClass {
    bool is_list = false, is_empty = false;
    bool is_cell = false;  ///< `[None]`: one variable, for all who have the list
};

ListOfClass list_of(const Subject& subject, const project::SharedAttribute& shared) {
    const program::Module& module = subject.file.project->program(shared.owner.module);
    const program::Function& body = module.function(shared.owner.function);
    const Instruction& made = module.instructions_of(body)[shared.value.index()];
    if (made.opcode != Opcode::make_list) return {};
    return {.is_list = true,
            .is_empty = made.operand_count == 0,
            .is_cell = made.operand_count == 1 && is_constant(module, body, operand(module, made, 0))};
}

// An item of an empty list, of which there is none, or of a list that is one variable of the class.
bool sets_no_item_of_instance(const Subject& subject, const SharedChange& it,
                              const analysis::Change& change) {
    using analysis::ChangeKind;
    if (change.kind != ChangeKind::assigns && change.kind != ChangeKind::reassigns) return false;
    const ListOfClass list = list_of(subject, it.shared);
    const bool by_constant =
        change.key.valid() && is_constant(subject.file.module, subject.function(), change.key);
    return list.is_empty || (list.is_cell && by_constant);
}

// `self.names.update({"a": "b"})`: whether only constants go into a dict or set, under constant keys.
bool puts_constants(const Subject& subject, const Instruction& event) {
    const program::Module& module = subject.file.module;
    const auto are_constants = [&](std::span<const ValueId> values) {
        return std::ranges::all_of(values,
                                   [&](ValueId one) { return is_constant(module, subject.function(), one); });
    };
    if (event.opcode == Opcode::set_item) return are_constants(module.operands_of(event).subspan(1));
    if (event.opcode != Opcode::call || event.operand_count != 2) return false;
    const Instruction& method = subject.at(origin_of(subject, operand(module, event, 0)));
    if (method.opcode != Opcode::get_attribute) return false;
    const std::string_view name = module.text(NameId{method.payload});
    const ValueId given = operand(module, event, 1);
    if (name == "add") return is_constant(module, subject.function(), given);
    const Instruction& put = subject.at(origin_of(subject, given));
    return name == "update" && (put.opcode == Opcode::make_dict || put.opcode == Opcode::make_set) &&
           are_constants(module.operands_of(put));
}

// The constructor of the class itself puts the same into it for each instance.
bool is_same_for_all(const Subject& subject, const SharedChange& it, const analysis::Change& change) {
    return subject.file.module.text(subject.function().name) == "__init__" &&
           own_class(subject) == it.shared.owner && !list_of(subject, it.shared).is_list &&
           puts_constants(subject, subject.at(change.event));
}

// Whether nobody reads what is in the container.
bool is_only_changed(const Subject& subject, const SharedChange& it) {
    const analysis::ClassReader classes = subject.file.project->classes();
    const project::ClassInfo* const info = classes.find(it.attribute.of);
    return info != nullptr && classes.is_only_changed(*info, it.attribute.name);
}

bool is_without_effect(const Subject& subject, const SharedChange& it, const analysis::Change& change) {
    return remembers_answer(subject, subject.any_caller, change) ||
           sets_no_item_of_instance(subject, it, change) || is_same_for_all(subject, it, change) ||
           is_only_changed(subject, it);
}

bool is_meant(const Subject& subject, const SharedChange& it, const analysis::Change& change) {
    // Settings, services: what a class has once is mostly meant to be one.
    if (it.shared.is_instance) return true;
    if (it.shared.promise != project::Promise::none || subject.file.intent.is_cache(it.attribute.name))
        return true;
    if (is_meant_to_be_shared(subject, it.shared, subject.node_of(change.event))) return true;
    const ClassInfo& info = *subject.file.project->classes().find(it.attribute.of);
    return is_local_to_thread(subject, it) || (it.shared.is_field && may_copy_fields(info));
}

}  // namespace

void run(const Subject& subject, Sink& sink) {
    if (subject.file.project == nullptr) return;
    const Wording wording(subject.file);
    const analysis::ClassReader classes = subject.file.project->classes();
    for (const analysis::Change& change : subject.facts().changes) {
        const auto found = shared_change(subject, change);
        if (!found || is_meant(subject, *found, change) || is_without_effect(subject, *found, change))
            continue;
        const Phrase owner(owner_of(subject, found->shared));
        std::string message = message::Changed{.change = wording.action(subject.at(change.event)),
                                               .attribute = Phrase(found->attribute.name),
                                               .owner = owner}
                                  .text();
        Draft draft = draft_of(
            subject, change, std::move(message),
            step_at(subject, step::Created{.owner = owner}.text(), found->shared.owner, found->shared.value),
            step::Changed{}.text());
        // One instance shares with nobody; who uses the project may make another.
        if (classes.has_one_instance(found->shared)) draft.confidence = findings::Confidence::possible;
        sink.add(std::move(draft));
    }
}

}  // namespace doppelint::checks::shared_class_attribute
