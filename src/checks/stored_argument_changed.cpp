#include "checks/stored_argument_changed.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "checks/class_attributes.h"
#include "checks/drafts.h"
#include "checks/order.h"
#include "checks/own_attributes.h"
#include "checks/registers.h"
#include "checks/stores.h"
#include "checks/test_modules.h"
#include "checks/uncalled_for.h"
#include "checks/wording.h"

namespace doppelint::checks::stored_argument_changed {
namespace {

using analysis::Change;
using analysis::ChangeKind;
using analysis::Kept;
using heap::Kind;
using heap::Origin;
using heap::SlotKind;
using program::CodeId;

// Evidence that somebody else holds what a method, or a class, has in an attribute.
ArgumentOf held_as(CodeId code, std::string_view attribute) {
    return named_evidence(code, Asked::held, attribute);
}

CodeId here(const Subject& subject) {
    return {subject.file.module_id, subject.id};
}

// The name of the attribute that held the object when the function began; none if none did.
std::optional<std::string_view> attribute_name(const Subject& subject, ObjectId id) {
    const heap::Object& object = subject.object(id);
    if (object.origin != Origin::child || object.slot.kind() != SlotKind::attribute) return std::nullopt;
    return subject.any_caller.words.text(NameId{object.slot.detail()});
}

std::string_view slot_name(const Subject& subject, heap::Slot slot) {
    if (slot.kind() != SlotKind::attribute) return {};
    return subject.any_caller.words.text(NameId{slot.detail()});
}

bool is_made_by(const Subject& subject, ObjectId id, ValueId at) {
    const heap::Object& object = subject.object(id);
    return object.origin == Origin::site && object.site == at.index();
}

CodeId class_of(const Subject& subject, ObjectId id) {
    return subject.object(id).kind == Kind::instance ? subject.any_caller.heap.objects().class_of(id).code
                                                     : CodeId{};
}

// Where the function does something with the value, once `after` has run.
NodeId used_later(const Subject& subject, ValueId value, ValueId after) {
    const std::vector<bool> is_reached = reached_from(subject, after, value);
    const program::Module& module = subject.file.module;
    for (std::uint32_t index = 0; index < is_reached.size(); ++index) {
        const Instruction& it = subject.at(ValueId{index});
        const bool uses = it.opcode == Opcode::get_attribute || it.opcode == Opcode::call ||
                          it.opcode == Opcode::get_iterator || it.opcode == Opcode::get_item ||
                          it.opcode == Opcode::return_value || it.opcode == Opcode::yield_value;
        if (!is_reached[index] || !uses || !it.node) continue;
        const bool is_value = std::ranges::any_of(module.operands_of(it), [&](ValueId one) {
            return one.valid() && origin_of(subject, one) == value;
        });
        if (is_value) return it.node;
    }
    return {};
}

/// A function in which a container goes to a holder.
class Scene {
  public:
    Scene(const Subject& subject, Sink& sink) : subject_(subject), sink_(sink), wording_(subject.file) {}

    void run() {
        if (subject_.facts().kept.empty()) return;
        stores_ = stores_of(subject_);
        std::size_t looked_at = 0;
        for (const Kept& it : subject_.facts().kept) {
            if (looked_at++ == kMostStores) break;
            find_change_between(it);
            if (!is_in_test(subject_)) note_record(it);
        }
        if (!is_in_test(subject_)) note_helpers();
    }

  private:
    // What the instruction makes goes into something that outlives the turn.
    [[nodiscard]] NodeId put_away(ValueId made) const {
        const auto found = std::ranges::find(stores_, made, &Store::stored);
        return found != stores_.end() ? subject_.node_of(found->at) : NodeId{};
    }

    // The register of what holds it from now on: what the call makes, or its receiver.
    [[nodiscard]] ValueId holder_of(const Kept& kept) const {
        if (is_made_by(subject_, kept.holder, kept.at)) return kept.at;
        const Instruction& it = subject_.at(kept.at);
        const ValueId first = operand(subject_.file.module, it, 0);
        if (it.opcode != Opcode::call) return origin_of(subject_, first);
        const Instruction& callee = subject_.at(origin_of(subject_, first));
        return callee.opcode == Opcode::get_attribute
                   ? origin_of(subject_, operand(subject_.file.module, callee, 0))
                   : ValueId{};
    }

    // Whether what the next holder gets is to be something else than what the first one has: it is emptied,
    // cut, or has grown from a list that said something already.
    [[nodiscard]] bool makes_other(const Change& change, ValueId stored) const {
        const Instruction& made = subject_.at(stored);
        switch (change.kind) {
            case ChangeKind::clears:
            case ChangeKind::removes: return true;
            case ChangeKind::adds:
            case ChangeKind::inserts: return made.opcode == Opcode::make_list && made.operand_count > 0;
            case ChangeKind::assigns:
            case ChangeKind::reassigns:
                return change.key.valid() &&
                       subject_.at(origin_of(subject_, change.key)).opcode == Opcode::constant;
            default: return false;
        }
    }

    // Where it is kept once more after the change, by another holder or in another place.
    [[nodiscard]] const Kept* kept_again(const Kept& first, const Change& change, ValueId stored,
                                         const std::vector<bool>& behind_first) const {
        const std::vector<bool> is_reached = reached_from(subject_, change.event);
        for (const Kept& it : subject_.facts().kept) {
            if (!is_reached[it.at.index()] || sole_origin_of(subject_, it.through) != stored) continue;
            const bool is_place = it.slot.kind() == SlotKind::attribute;
            if (it.at == first.at) {
                // In the next turn.
                if (behind_first[stored.index()]) continue;
                if (is_place ? put_away(it.at).valid() : true) return &it;
                continue;
            }
            const bool in_order =
                !behind_first[stored.index()] || (first.at < change.event && change.event < it.at);
            if (in_order && !(is_place && it.holder == first.holder && it.slot == first.slot)) return &it;
        }
        return nullptr;
    }

    void find_change_between(const Kept& kept) {
        const ValueId stored = sole_origin_of(subject_, kept.through);
        const heap::Object& container = subject_.object(kept.container);
        if (container.origin != Origin::site || container.site != stored.index()) return;
        const std::vector<bool> is_reached = reached_from(subject_, kept.at);
        for (const Change& it : subject_.facts().changes) {
            const bool is_candidate = it.event.valid() && it.event != kept.at && it.through_value.valid() &&
                                      is_reached[it.event.index()] && !it.is_callees_own() &&
                                      makes_other(it, stored);
            if (!is_candidate || sole_origin_of(subject_, it.through_value) != stored) continue;
            const Kept* const again = kept_again(kept, it, stored, is_reached);
            if (again == nullptr) continue;
            const ValueId holder = holder_of(kept);
            if (!holder.valid()) continue;
            const NodeId later = put_away(holder) ? put_away(holder) : used_later(subject_, holder, it.event);
            if (!later) continue;
            const Phrase name = wording_.expression(subject_.node_of(it.through_value));
            Draft draft = draft_of(
                subject_, it,
                message::Between{.change = wording_.action(subject_.at(it.event)), .name = name}.text());
            draft.claim = subject_.node_of(kept.at);
            draft.steps = {
                {step::Kept{.keeper = wording_.expression(draft.claim), .name = name}.text(), draft.claim},
                {step::Changed{}.text(), draft.node}};
            if (again->at != kept.at)
                draft.steps.push_back({step::KeptAgain{}.text(), subject_.node_of(again->at)});
            draft.steps.push_back({step::Lives{}.text(), later});
            sink_.add(std::move(draft));
            return;
        }
    }

    // A record keeps what its maker has in an attribute and goes on to change.
    void note_record(const Kept& kept) {
        const auto attribute = own_attribute(subject_, kept.container);
        if (!attribute) return;
        const CodeId record = class_of(subject_, kept.holder);
        if (!record.valid() || !is_made_by(subject_, kept.holder, kept.at)) return;
        const analysis::ClassReader classes = subject_.file.project->classes();
        const project::ClassInfo* const info = classes.find(record);
        if (info == nullptr || classes.record_kind(*info) == project::Record::none) return;
        const project::ClassInfo* const own = classes.find(own_class(subject_));
        const NodeId put = put_away(kept.at);
        // Who gets a new one for himself leaves the old one to the record.
        if (!put || own == nullptr || classes.is_rebound(*own, *attribute)) return;
        tell(held_as(own_class(subject_), *attribute), kept, {{step::Lives{}.text(), put}});
    }

    void note_helpers() {
        std::size_t looked_at = 0;
        for (const Change& it : subject_.facts().changes) {
            const bool is_call = it.is_callees_own() && it.callee_root == 0 && it.event.valid() &&
                                 it.through_value.valid() && subject_.at(it.event).opcode == Opcode::call;
            if (!is_call || looked_at++ == kMostStores) continue;
            const ValueId helper = origin_of(subject_, it.through_value);
            for (const Kept& kept : subject_.facts().kept) {
                const bool is_helpers = kept.at == helper && kept.container == it.object &&
                                        is_made_by(subject_, kept.holder, helper) &&
                                        kept.slot.kind() == SlotKind::attribute;
                if (!is_helpers) continue;
                note_owner(it, kept);
                note_other_holder(it, kept, helper);
            }
        }
    }

    // Who asks another object for what it has, and hands that to a helper to work out an answer.
    void note_owner(const Change& change, const Kept& kept) {
        if (change.kind == ChangeKind::adds || change.kind == ChangeKind::inserts) return;
        if (!attribute_name(subject_, kept.container)) return;
        const ObjectId owner = subject_.object(kept.container).parent;
        const CodeId of = class_of(subject_, owner);
        if (!of.valid() || of == own_class(subject_)) return;
        const Instruction& read = subject_.at(origin_of(subject_, kept.through));
        if (read.opcode != Opcode::get_attribute) return;
        const ValueId holder = origin_of(subject_, operand(subject_.file.module, read, 0));
        if (!subject_.function().is_generator && !gives_an_answer(subject_, holder)) return;
        const ArgumentOf argument = held_as(change.callee, slot_name(subject_, kept.slot));
        if (const NodeId later = used_later(subject_, holder, change.event)) {
            const Phrase name = wording_.expression(subject_.node_of(holder));
            tell(argument, kept, {{step::UsedLater{.owner = name}.text(), later}});
        } else if (subject_.object(owner).origin == Origin::parameter) {
            tell(argument, kept, {}, ArgumentOf{here(subject_), subject_.object(owner).site, Asked::owner});
        }
    }

    // Two holders of one kind got one container, and the other one is used after the change.
    void note_other_holder(const Change& change, const Kept& kept, ValueId helper) {
        for (const Kept& other : subject_.facts().kept) {
            const bool is_other = other.at != kept.at && other.container == kept.container &&
                                  other.slot == kept.slot && is_made_by(subject_, other.holder, other.at);
            if (!is_other || !are_of_one_family(kept.holder, other.holder)) continue;
            if (begins_empty(kept)) continue;
            const NodeId later = used_later(subject_, other.at, change.event);
            if (!later || other.at == helper) continue;
            const Phrase name = wording_.expression(later);
            tell(held_as(change.callee, slot_name(subject_, kept.slot)), kept,
                 {{step::KeptToo{.keeper = wording_.expression(subject_.node_of(other.at))}.text(),
                   subject_.node_of(other.at)},
                  {step::UsedLater{.owner = name}.text(), later}});
            return;
        }
    }

    [[nodiscard]] bool begins_empty(const Kept& kept) const {
        const Instruction& made = subject_.at(sole_origin_of(subject_, kept.through));
        const bool is_display = made.opcode == Opcode::make_list || made.opcode == Opcode::make_dict ||
                                made.opcode == Opcode::make_set;
        return (is_display && made.operand_count == 0) ||
               (made.opcode == Opcode::call && made.operand_count == 1);
    }

    [[nodiscard]] bool are_of_one_family(ObjectId left, ObjectId right) const {
        const CodeId one = class_of(subject_, left);
        const CodeId other = class_of(subject_, right);
        if (!one.valid() || !other.valid()) return false;
        const auto derives = [&](CodeId from, CodeId to) {
            const project::ClassInfo* const info = subject_.file.project->classes().find(from);
            return info != nullptr && std::ranges::any_of(info->order, [&](const project::ClassName& it) {
                       return it.body == to;
                   });
        };
        return one == other || derives(one, other) || derives(other, one);
    }

    void tell(ArgumentOf of, const Kept& kept, std::vector<DraftStep> more,
              std::optional<ArgumentOf> handed_on = {}) {
        const program::ModuleId module = subject_.file.module_id;
        const NodeId node = subject_.node_of(kept.at);
        if (!node || !of.callee.valid()) return;
        Evidence evidence{of, module, node, {}, handed_on};
        const Phrase name = wording_.expression(subject_.node_of(kept.through));
        evidence.steps.push_back(
            {step::Kept{.keeper = wording_.expression(node), .name = name}.text(), node, module});
        for (DraftStep& it : more) {
            it.module = module;
            evidence.steps.push_back(std::move(it));
        }
        sink_.add(std::move(evidence));
    }

    const Subject& subject_;
    Sink& sink_;
    Wording wording_;
    std::vector<Store> stores_;
};

// What a method changes of its own instance, if somebody else is seen to hold that.
void find_own_changes(const Subject& subject, Sink& sink) {
    const Wording wording(subject.file);
    const CodeId around = own_class(subject);
    if (!around.valid()) return;
    for (const Change& change : subject.facts().changes) {
        if (change.is_callees_own() || !change.event.valid() || change.kind == ChangeKind::attribute)
            continue;
        const auto attribute = own_attribute(subject, change.object);
        if (!attribute) continue;
        Draft draft = draft_of(subject, change,
                               message::Changed{.change = wording.action(subject.at(change.event)),
                                                .attribute = Phrase(*attribute)}
                                   .text());
        draft.claim = draft.node;
        draft.steps = {{step::Changed{}.text(), draft.node}};
        draft.wants_evidence = held_as(around, *attribute);
        sink.add(draft);
        draft.wants_evidence = held_as(here(subject), *attribute);
        sink.add(std::move(draft));
    }
}

}  // namespace

void run(const Subject& subject, Sink& sink) {
    if (subject.file.project == nullptr) return;
    find_own_changes(subject, sink);
    Scene(subject, sink).run();
}

}  // namespace doppelint::checks::stored_argument_changed
