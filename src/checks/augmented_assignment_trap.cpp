#include "checks/augmented_assignment_trap.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "checks/augmented.h"
#include "checks/class_attributes.h"
#include "checks/drafts.h"
#include "checks/registers.h"
#include "checks/rewriting.h"
#include "checks/wording.h"

namespace doppelint::checks::augmented_assignment_trap {
namespace {

using analysis::Change;
using heap::Kind;

/// Why the second half of an augmented assignment, the storing, fails.
struct Refusal {
    std::string message;
    std::string error;
};

// What stores the result of the operator.
ValueId store_of(const Subject& subject, ValueId operation) {
    for (const ValueId use : subject.uses.of(operation)) {
        const Instruction& it = subject.at(use);
        const bool stores = it.opcode == Opcode::set_item || it.opcode == Opcode::set_attribute;
        if (stores && operand(subject.file.module, it, it.operand_count - 1) == operation) return use;
    }
    return {};
}

// `row = list(pair)`, `row[0] += …`: the item is the tuple's, too, but it is stored into the list.
bool is_stored_elsewhere(const Subject& subject, ValueId store) {
    return std::ranges::any_of(subject.facts().changes, [&](const Change& it) {
        return it.event == store && subject.object(it.object).kind != Kind::tuple;
    });
}

// Whether a member is a property without a setter.
bool is_read_only(const project::Found& found) {
    if (found.owner == nullptr || found.open || found.members == nullptr) return false;
    const auto is_property = [](const project::Member& it) { return it.wrap == project::Wrap::property; };
    const auto is_setter = [](const project::Member& it) { return it.is_setter && !it.is_deleter; };
    return std::ranges::all_of(*found.members, is_property) &&
           std::ranges::none_of(*found.members, is_setter);
}

// The class whose getter alone answers where the attribute is read.
const project::ClassInfo* class_of_getter(const Subject& subject, ValueId read) {
    if (subject.file.flow == nullptr) return nullptr;
    const auto callees = subject.file.flow->callees({subject.file.module_id, subject.id}, read);
    if (callees.size() != 1) return nullptr;
    return subject.file.project->classes().find(subject.file.project->class_around(callees.front().code));
}

std::optional<Refusal> refusal(const Subject& subject, const Change& change, ValueId stored_by) {
    const Instruction& store = subject.at(stored_by);
    const Phrase action = Wording(subject.file).action(subject.at(change.event));
    const heap::Object& object = subject.object(change.object);
    if (store.opcode == Opcode::set_item) {
        const bool is_item =
            object.origin == heap::Origin::child && subject.object(object.parent).kind == Kind::tuple;
        const ValueId holder = sole_origin_of(subject, operand(subject.file.module, store, 0));
        if (!is_item && subject.at(holder).opcode != Opcode::make_tuple) return std::nullopt;
        if (is_stored_elsewhere(subject, stored_by)) return std::nullopt;
        return Refusal{message::Item{.change = action}.text(), "TypeError"};
    }
    const std::string_view name = subject.file.module.text(NameId{store.payload});
    const analysis::ClassReader classes = subject.file.project->classes();
    const auto attribute = attribute_of(subject, change.object);
    const project::ClassInfo* info = attribute ? classes.find(attribute->of) : nullptr;
    if (info != nullptr && attribute->name == name && classes.is_frozen(*info)) {
        return Refusal{message::Frozen{.change = action, .owner = class_name(subject, info->body)}.text(),
                       classes.record_kind(*info) == project::Record::dataclass ? "FrozenInstanceError"
                                                                                : "AttributeError"};
    }
    if (info != nullptr && attribute->name != name && is_read_only(classes.lookup(*info, name))) {
        return Refusal{message::Property{.change = action, .attribute = Phrase(name)}.text(),
                       "AttributeError"};
    }
    const ValueId read = origin_of(subject, operand(subject.file.module, subject.at(change.event), 0));
    info = class_of_getter(subject, read);
    if (info == nullptr || !is_read_only(classes.lookup(*info, name))) return std::nullopt;
    return Refusal{message::Property{.change = action, .attribute = Phrase(name)}.text(), "AttributeError"};
}

// `t[0].extend(xs)` for `t[0] += xs`: the change without the assignment.
std::optional<DraftFix> changed_in_place(const Subject& subject, const Change& change, std::string message) {
    using syntax::Field;
    const syntax::Tree& tree = subject.file.tree;
    const NodeId statement = subject.node_of(change.event);
    if (tree.kind(statement) != syntax::Kind::augmented_assignment) return std::nullopt;
    const NodeId left = tree.child(statement, Field::left);
    const NodeId right = tree.child(statement, Field::right);
    const std::string_view sign = tree.text(tree.child(statement, Field::operator_));
    const Kind kind = subject.object(change.object).kind;
    const bool adds_list = tree.kind(right) == syntax::Kind::list;
    const bool extends = (kind == Kind::list || (kind == Kind::opaque && adds_list)) && sign == "+=";
    const bool updates = (kind == Kind::set || kind == Kind::dict) && sign == "|=";
    if (!extends && !updates) return std::nullopt;
    std::string call = (extends ? ".extend(" : ".update(") + argument_text(tree, right) + ")";
    if (extends && only_item(tree, right))
        call = ".append(" + std::string(tree.text(only_item(tree, right))) + ")";
    return fix_of(findings::Applicability::safe, std::move(message),
                  {replaced(tree, statement, std::string(tree.text(left)) + call)});
}

}  // namespace

void run(const Subject& subject, Sink& sink) {
    if (subject.file.project == nullptr) return;
    for (const Change& change : subject.facts().changes) {
        if (!change.event.valid() || subject.at(change.event).opcode != Opcode::in_place) continue;
        const ValueId store = store_of(subject, change.event);
        if (!store.valid() || change.callee.valid()) continue;
        // No tuple takes an assignment, whatever its items are.
        const bool is_known = change.kind != analysis::ChangeKind::augments;
        if (subject.at(store).opcode == Opcode::set_attribute && !is_known &&
            !adds_container(subject, subject.at(change.event))) {
            continue;
        }
        auto found = refusal(subject, change, store);
        if (!found) continue;
        Draft draft = draft_of(subject, change, std::move(found->message));
        draft.claim = draft.node;
        draft.steps = {{step::Changed{}.text(), draft.node},
                       {step::Refused{.error = Phrase(std::move(found->error))}.text(), draft.node}};
        draft.fix = changed_in_place(subject, change, fix::Method{}.text());
        sink.add(std::move(draft));
    }
}

}  // namespace doppelint::checks::augmented_assignment_trap
