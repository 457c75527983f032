#include "checks/internal_state_changed.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "checks/aliases.h"
#include "checks/class_attributes.h"
#include "checks/drafts.h"
#include "checks/fix_copy.h"
#include "checks/order.h"
#include "checks/registers.h"
#include "checks/results.h"
#include "checks/some_item.h"
#include "checks/test_modules.h"
#include "checks/uncalled_for.h"
#include "checks/wording.h"

namespace doppelint::checks::internal_state_changed {
namespace {

using analysis::Change;
using analysis::ChangeKind;
using heap::Kind;
using heap::Origin;

/// What a class keeps for itself, and whose it is.
struct Internal {
    ObjectId owner;
    ObjectId held;  ///< what the attribute holds: the changed object, or something around it
    AttributeOf attribute;
};

// From the changed object outwards to the first attribute that is private to its class; whose class that is,
// is not always known.
std::optional<Internal> internal_of(const Subject& subject, ObjectId id) {
    for (; subject.object(id).origin == Origin::child; id = subject.object(id).parent) {
        const heap::Object& object = subject.object(id);
        if (object.slot.kind() != heap::SlotKind::attribute) continue;
        const std::string_view name = subject.any_caller.words.text(NameId{object.slot.detail()});
        if (!name.starts_with('_') || name.starts_with("__")) return std::nullopt;
        const Kind kind = subject.object(object.parent).kind;
        if (kind != Kind::instance && kind != Kind::opaque) return std::nullopt;
        const program::CodeId of = subject.any_caller.heap.objects().class_of(object.parent).code;
        return Internal{object.parent, id, {of, name}};
    }
    return std::nullopt;
}

bool is_of_family(const Subject& subject, program::CodeId of) {
    const program::CodeId around = subject.file.project->class_around({subject.file.module_id, subject.id});
    if (!around.valid()) return false;
    const analysis::ClassReader classes = subject.file.project->classes();
    const project::ClassInfo* const info = classes.find(around);
    return around == of ||
           (info != nullptr &&
            std::ranges::any_of(info->order, [&](const project::ClassName& it) { return it.body == of; }));
}

// The instruction by which the function got at it: a call of a method, a property, a walk. None: by the name
// of the attribute, as who knows the class does.
ValueId given_by(const Subject& subject, const Change& change, const Internal& internal) {
    const ValueId origin = origin_of(subject, change.through_value);
    const Instruction& it = subject.at(origin);
    switch (it.opcode) {
        case Opcode::call:
        case Opcode::await_value:
        case Opcode::next_item:
        case Opcode::unpacked: return origin;
        case Opcode::get_attribute: {
            // `shell.names["x"] = …`: who writes the whole way knows whose it is.
            const bool is_direct = subject.file.module.text(NameId{it.payload}) == internal.attribute.name ||
                                   (!change.callee.valid() && !is_by_name(subject, change));
            return is_direct ? ValueId{} : origin;
        }
        default: return {};
    }
}

// A method that gives up what it returns changes its object in the same breath; one that makes what it
// returns does so, too. One that itself changes what it returns keeps it to be changed.
bool is_given_up(const Subject& subject, ValueId getter, const Internal& internal, ObjectId changed) {
    return std::ranges::any_of(subject.facts().changes, [&](const Change& it) {
        const bool is_around =
            it.object == internal.owner || it.object == internal.held || it.object == changed;
        return it.event == getter && is_around;
    });
}

bool is_container(const Subject& subject, ObjectId id) {
    const Kind kind = subject.object(id).kind;
    return models::kContainers.has(kind) || kind == Kind::opaque || is_array(subject, id);
}

bool is_uncalled_for_here(const Subject& subject, const Change& change) {
    if (change.callee.valid()) {
        const bool is_change = change.kind == ChangeKind::reassigns || change.kind == ChangeKind::assigns ||
                               change.kind == ChangeKind::reorders;
        return is_change && result_of(subject, change.event).fate != Fate::dropped;
    }
    const bool inserts =
        change.kind == ChangeKind::inserts && subject.at(change.event).opcode == Opcode::call;
    return inserts || is_uncalled_for(subject, change);
}

// What the instruction waits for, walks or takes apart; none: something else.
ValueId behind(const Subject& subject, const Instruction& it) {
    switch (it.opcode) {
        case Opcode::await_value:
        case Opcode::next_item:
        case Opcode::unpacked:
        case Opcode::unpack:
        case Opcode::get_iterator: return operand(subject.file.module, it, 0);
        default: return {};
    }
}

// The class of the method that ran at the instruction, or at what it waits for or walks.
program::CodeId class_of_method(const Subject& subject, ValueId at) {
    while (at.valid()) {
        for (const analysis::Ran& ran : ran_at(subject, at)) {
            if (ran.code.valid()) return subject.file.project->class_around(ran.code);
        }
        const ValueId next = behind(subject, subject.at(at));
        at = next.valid() ? origin_of(subject, next) : ValueId{};
    }
    return {};
}

// The register by which the function has the owner.
ValueId register_of(const Subject& subject, ValueId getter) {
    const program::Module& module = subject.file.module;
    ValueId at = origin_of(subject, getter);
    while (true) {
        const Instruction& it = subject.at(at);
        if (it.opcode == Opcode::get_attribute) return origin_of(subject, operand(module, it, 0));
        ValueId next = behind(subject, it);
        if (it.opcode == Opcode::call) {
            const Instruction& callee = subject.at(origin_of(subject, operand(module, it, 0)));
            if (callee.opcode == Opcode::get_attribute) return origin_of(subject, operand(module, callee, 0));
            next = operand(module, it, 1);  // `enumerate(table)`, `sorted(table.rows())`
        }
        if (!next.valid()) return at;
        at = origin_of(subject, next);
    }
}

// Where the function goes on to ask the owner for something.
NodeId used_later(const Subject& subject, ValueId owner, ValueId after) {
    const program::Module& module = subject.file.module;
    const std::vector<bool> is_reached = reached_from(subject, after);
    for (std::uint32_t index = after.index() + 1; index < is_reached.size(); ++index) {
        const Instruction& it = subject.at(ValueId{index});
        const bool asks = it.opcode == Opcode::get_attribute || it.opcode == Opcode::call ||
                          it.opcode == Opcode::get_iterator || it.opcode == Opcode::get_item;
        if (!is_reached[index] || !asks || !it.node) continue;
        const bool is_owner = std::ranges::any_of(module.operands_of(it), [&](ValueId operand) {
            return operand.valid() && same_thing(subject, operand, owner);
        });
        if (is_owner) return it.node;
    }
    return {};
}

// Whoever asks for it may want to change it.
std::optional<DraftFix> copied_for_caller(const Subject& subject, const Change& change, const Phrase& way) {
    std::optional<DraftFix> fix = copied_before(subject, change, fix::Copy{.way = way}.text());
    if (fix) fix->applicability = findings::Applicability::unsafe;
    return fix;
}

void find_changes(const Subject& subject, Sink& sink) {
    const Wording wording(subject.file);
    for (const Change& change : subject.facts().changes) {
        if (change.is_callees_own() || !change.event.valid() || !change.through_value.valid()) continue;
        auto internal = internal_of(subject, change.object);
        if (!internal || !is_container(subject, change.object)) continue;
        const ValueId getter = given_by(subject, change, *internal);
        if (!getter.valid() || is_given_up(subject, getter, *internal, change.object)) continue;
        if (!internal->attribute.of.valid()) internal->attribute.of = class_of_method(subject, getter);
        if (!internal->attribute.of.valid() || is_of_family(subject, internal->attribute.of)) continue;
        const ValueId owner = register_of(subject, getter);
        if (!owner.valid() || !is_uncalled_for_here(subject, change) || !gives_an_answer(subject, owner))
            continue;
        const Phrase way = wording.expression(subject.node_of(getter));
        Draft draft = draft_of(subject, change,
                               message::Changed{.change = wording.action(subject.at(change.event)),
                                                .attribute = Phrase(internal->attribute.name),
                                                .owner = class_name(subject, internal->attribute.of)}
                                   .text());
        draft.steps = {{step::Given{.way = way}.text(), subject.node_of(getter)},
                       {step::Changed{}.text(), draft.node}};
        draft.fix = copied_for_caller(subject, change, way);
        draft.claim = draft.steps.front().node;
        if (const NodeId later = used_later(subject, owner, change.event)) {
            draft.steps.push_back({step::UsedLater{}.text(), later});
        } else {
            const heap::Object& root = subject.object(internal->owner);
            if (root.origin != Origin::parameter) continue;
            draft.wants_evidence = ArgumentOf{{subject.file.module_id, subject.id}, root.site, Asked::owner};
        }
        sink.add(std::move(draft));
    }
}

// The argument by which called code got at it; of a coroutine, which waits, its call has that.
ValueId argument_of(const Subject& subject, const Change& change) {
    const program::Module& module = subject.file.module;
    const Instruction& event = subject.at(change.event);
    if (change.through_value.valid() || event.opcode != Opcode::await_value) return change.through_value;
    const Instruction& call = subject.at(origin_of(subject, operand(module, event, 0)));
    if (call.opcode != Opcode::call || call.has_labels != 0) return {};
    const Instruction& callee = subject.at(origin_of(subject, operand(module, call, 0)));
    const bool is_method =
        callee.opcode == Opcode::get_attribute && subject.file.project->class_around(change.callee).valid();
    if (is_method && change.callee_root == 0) return operand(module, callee, 0);
    return operand(module, call, change.callee_root + (is_method ? 0 : 1));
}

// What this function, as a caller, tells of others.
void find_evidence(const Subject& subject, Sink& sink) {
    if (is_in_test(subject)) return;
    const Wording wording(subject.file);
    constexpr std::size_t kMost = 200;
    std::size_t looked_at = 0;
    for (const Change& change : subject.facts().changes) {
        if (looked_at == kMost) return;
        const bool is_call =
            change.callee.valid() && change.callee_root != Change::kNoParameter && change.event.valid();
        if (!is_call || !subject.node_of(change.event)) continue;
        ++looked_at;
        const ValueId argument = argument_of(subject, change);
        if (!argument.valid()) continue;
        const ValueId owner = origin_of(subject, argument);
        const NodeId later = used_later(subject, owner, change.event);
        if (!later) continue;
        const program::ModuleId here = subject.file.module_id;
        Evidence evidence{
            {change.callee, change.callee_root, Asked::owner}, here, subject.node_of(change.event), {}};
        evidence.steps.push_back({step::Passed{.caller = wording.function(subject.function()),
                                               .owner = wording.expression(subject.node_of(argument))}
                                      .text(),
                                  later, here});
        sink.add(std::move(evidence));
    }
}

}  // namespace

void run(const Subject& subject, Sink& sink) {
    if (subject.file.project == nullptr) return;
    find_changes(subject, sink);
    find_evidence(subject, sink);
}

}  // namespace doppelint::checks::internal_state_changed
