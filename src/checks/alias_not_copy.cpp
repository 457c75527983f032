#include "checks/alias_not_copy.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "checks/broken.h"
#include "checks/fix_copy.h"
#include "checks/order.h"
#include "checks/registers.h"
#include "checks/results.h"
#include "checks/some_item.h"
#include "checks/wording.h"

namespace doppelint::checks::alias_not_copy {
namespace {

bool is_returned(const Subject& subject, ValueId value) {
    return std::ranges::any_of(subject.uses.of(value),
                               [&](ValueId use) { return subject.at(use).opcode == Opcode::return_value; });
}

// Whether the store puts the snapshot back where it came from, `old = self.rows` and then `self.rows = old`,
// and not just somewhere, as in `node.prev = prev`.
bool puts_back(const Subject& subject, const Instruction& store, ValueId bound) {
    const Instruction& came = subject.at(origin_of(subject, bound));
    switch (store.opcode) {
        case Opcode::set_attribute:
            return came.opcode == Opcode::get_attribute && came.payload == store.payload;
        case Opcode::set_item: return came.opcode == Opcode::get_item;
        default: return true;
    }
}

bool is_identity_test(const Instruction& it) {
    if (it.opcode != Opcode::compare) return false;
    const auto how = static_cast<program::Comparison>(it.detail);
    return how == program::Comparison::is || how == program::Comparison::is_not;
}

// Whether the value is compared, given back, or put back where it came from. `is` asks which object it is,
// and not what that holds.
bool is_used_as_snapshot(const Subject& subject, ValueId seen, ValueId bound) {
    const auto is_such_use = [&](ValueId use) {
        const Instruction& it = subject.at(use);
        switch (it.opcode) {
            case Opcode::compare: return !is_identity_test(it);
            case Opcode::return_value:
            case Opcode::bind: return true;
            case Opcode::make_tuple:
            case Opcode::make_list: return is_returned(subject, use);
            case Opcode::set_attribute:
            case Opcode::set_item:
            case Opcode::store_cell:
            case Opcode::store_global:
                return operand(subject.file.module, it, it.operand_count - 1) == seen &&
                       puts_back(subject, it, bound);
            default: return false;
        }
    };
    return std::ranges::any_of(subject.uses.of(seen), is_such_use);
}

// `cast(T, old)` is `old`: the register that a call of a library's function hands on; none: it does not.
ValueId handed_on(const Subject& subject, ValueId call) {
    const Instruction& it = subject.at(call);
    const models::Library& library = subject.file.library;
    ValueId result;
    const bool is_one =
        it.opcode == Opcode::call && all_run(ran_at(subject, call), [&](const analysis::Ran& ran) {
            if (ran.model == nullptr || !library.effects_of(*ran.model).empty()) return false;
            const models::Term& given = library.term(ran.model->result);
            if (given.word != models::Word::argument) return false;
            const ValueId argument = operand(subject.file.module, it, given.detail + 1);
            const bool is_same = argument.valid() && (!result.valid() || result == argument);
            result = argument;
            return is_same;
        });
    return is_one ? result : ValueId{};
}

// `prev.next = node`: who changes the object by the snapshot's name does not take it for a snapshot.
bool is_changed_by_its_name(const Subject& subject, NameId name, ValueId reached) {
    const program::Module& module = subject.file.module;
    while (reached.valid()) {
        const Instruction& it = subject.at(reached);
        const bool reads = it.opcode == Opcode::read || it.opcode == Opcode::read_checked;
        if (reads && NameId{it.payload} == name) return true;
        const bool is_step = reads || it.opcode == Opcode::bind || it.opcode == Opcode::assume ||
                             it.opcode == Opcode::get_attribute || it.opcode == Opcode::get_item;
        reached = is_step ? operand(module, it, 0) : handed_on(subject, reached);
    }
    return false;
}

// `if old_image is not image`: all that is read of the snapshot after the change is which object it was.
bool asks_which_one(const Subject& subject, const analysis::Broken& broken) {
    const NameId name = subject.claim_of(broken).name;
    const std::vector<bool> reached = reached_from(subject, broken.obligation.event);
    const auto instructions = subject.file.module.instructions_of(subject.function());
    bool any = false;
    for (std::uint32_t index = 0; index < instructions.size(); ++index) {
        const Instruction& it = instructions[index];
        const bool reads = it.opcode == Opcode::read || it.opcode == Opcode::read_checked;
        if (!reads || NameId{it.payload} != name || !reached[index]) continue;
        any = true;
        const auto uses = subject.uses.of(ValueId{index});
        if (!std::ranges::all_of(uses, [&](ValueId use) { return is_identity_test(subject.at(use)); }))
            return false;
    }
    return any && subject.at(broken.observation).opcode != Opcode::make_function;
}

// `old = self.style`, and then `self.style = other` before the change, on some way: what is kept is which one
// it was.
bool is_source_rebound(const Subject& subject, const analysis::Broken& broken) {
    const program::Module& module = subject.file.module;
    const ValueId where = subject.claim_of(broken).where;
    const ValueId bound = origin_of(subject, where);
    const Instruction& came = subject.at(bound);
    if (broken.must || came.opcode != Opcode::get_attribute) return false;
    const std::vector<bool> behind = reached_from(subject, where);
    const auto instructions = module.instructions_of(subject.function());
    for (std::uint32_t index = 0; index < instructions.size(); ++index) {
        const Instruction& it = instructions[index];
        const bool rebinds = behind[index] && it.opcode == Opcode::set_attribute &&
                             it.payload == came.payload &&
                             same_thing(subject, operand(module, it, 0), operand(module, came, 0)) &&
                             sole_origin_of(subject, operand(module, it, 1)) != bound;
        if (rebinds && reached_from(subject, ValueId{index})[broken.obligation.event.index()]) return true;
    }
    return false;
}

// `spec = original = encrypted(spec)`: who gives both names to something new does not tell them apart.
bool is_bound_with_source(const Subject& subject, const analysis::Claim& claim) {
    const program::Module& module = subject.file.module;
    const Instruction& source = subject.at(operand(module, subject.at(claim.where), 0));
    if (source.opcode != Opcode::read && source.opcode != Opcode::read_checked) return false;
    const auto instructions = module.instructions_of(subject.function());
    const auto bound_to = [&](std::uint32_t name) {
        std::vector<ValueId> result;
        for (std::uint32_t index = 0; index < instructions.size(); ++index) {
            const Instruction& it = instructions[index];
            if (it.opcode == Opcode::bind && it.payload == name && ValueId{index} != claim.where)
                result.push_back(origin_of(subject, ValueId{index}));
        }
        return result;
    };
    const std::vector<ValueId> others = bound_to(source.payload);
    return std::ranges::any_of(bound_to(subject.at(claim.where).payload), [&](ValueId it) {
        const Opcode made_by = subject.at(it).opcode;
        const bool is_new = made_by == Opcode::call || made_by == Opcode::await_value;
        return is_new && std::ranges::find(others, it) != others.end();
    });
}

// `bind` gives a value to a name, or to an attribute of its first operand.
Phrase bound_value(const Subject& subject, const Wording& wording, ValueId bind) {
    const Instruction& it = subject.at(bind);
    const ValueId value = operand(subject.file.module, it, it.operand_count - 1);
    return wording.expression(subject.node_of(value));
}

// What the snapshot is bound to is copied, as deep as the change goes.
std::optional<DraftFix> copied_for_snapshot(const Subject& subject, const analysis::Broken& broken,
                                            std::string message) {
    const analysis::Claim& claim = subject.claim_of(broken);
    const Instruction& bind = subject.at(claim.where);
    const ValueId value = operand(subject.file.module, bind, bind.operand_count - 1);
    const auto bound = subject.any_caller.heap.objects_of(claim.source);
    const models::Kind kind = subject.object(broken.obligation.object).kind;
    // Of an instance the name may say which one it was; and its class says how it is copied.
    if (kind == models::Kind::instance) return std::nullopt;
    const bool is_itself =
        !claim.of_parts && std::ranges::find(bound, broken.obligation.object) != bound.end();
    return copied_first(subject, subject.node_of(value), kind, is_itself ? Depth::shallow : Depth::deep,
                        std::move(message));
}

// `original_task = result.task`: of instances, classes and the like a name says which one it was; that is no
// snapshot unless it is compared, given back or put back. Reading an attribute is no change.
bool means_which_one(const Subject& subject, const analysis::Broken& broken) {
    const Opcode event = subject.at(broken.obligation.event).opcode;
    if (event == Opcode::get_attribute) return true;
    const heap::Kind kind = subject.object(broken.obligation.object).kind;
    const bool is_thing =
        kind == heap::Kind::class_ || kind == heap::Kind::function ||
        (kind == heap::Kind::instance &&
         subject.any_caller.heap.objects().class_of(broken.obligation.object).code.valid()) ||
        broken.obligation.kind == analysis::ChangeKind::attribute;
    return is_thing && !is_used_as_snapshot(subject, broken.observation, subject.claim_of(broken).where);
}

// What a program writes to is kept to be put back, whatever was written meanwhile.
bool is_stream(const Subject& subject, ObjectId object) {
    const heap::Objects& objects = subject.any_caller.heap.objects();
    if (objects[object].origin != heap::Origin::external) return false;
    const std::string_view name = objects.external_name(object);
    return name == "sys.stdout" || name == "sys.stderr" || name == "sys.stdin";
}

// `zipfile.is_zipfile(path)`: a library's function that moves in a file and does nothing to the name of one,
// and nobody knows which it got.
bool may_be_file_name(const Subject& subject, const analysis::Obligation& change) {
    if (subject.object(change.object).kind != heap::Kind::opaque) return false;
    const models::Library& library = subject.file.library;
    return all_run(ran_at(subject, change.event), [&](const analysis::Ran& it) {
        return it.model != nullptr && !it.guessed &&
               std::ranges::all_of(library.effects_of(*it.model), [](const models::Term& effect) {
                   return effect.word == models::Word::sometimes;
               });
    });
}

// Whether what is read there is what the claim bound, and not what the name was bound to since. What comes by
// another way than a local name is taken for it.
bool reads_what_was_bound(const Subject& subject, const analysis::Broken& broken) {
    const ValueId bound = subject.claim_of(broken).where;
    std::vector<ValueId> open{broken.observation};
    for (std::size_t next = 0; next < open.size(); ++next) {
        const ValueId value = open[next];
        const Instruction& it = subject.at(value);
        if (value == bound) return true;
        if (it.opcode == Opcode::bind || it.opcode == Opcode::undefined) continue;
        if (it.opcode != Opcode::phi && !passes_on(it.opcode)) return true;
        const auto operands = subject.file.module.operands_of(it);
        for (const ValueId way : it.opcode == Opcode::phi ? operands : operands.first(1)) {
            if (way.valid() && std::ranges::find(open, way) == open.end()) open.push_back(way);
        }
    }
    return false;
}

// `old = table[a]; new = table[b]`: which items these are is not known.
bool may_be_another(const Subject& subject, const analysis::Broken& broken) {
    if (!is_some_item(subject, broken.obligation.object) || !broken.obligation.through.valid()) return false;
    const ValueId bound = origin_of(subject, subject.claim_of(broken).where);
    return origin_of(subject, broken.obligation.through) != bound &&
           subject.at(bound).opcode == Opcode::get_item;
}

// Who takes what the attribute holds for what was; none if nobody does, or whose attribute it is is not
// known.
program::CodeId snapshot_user(const Subject& subject, const analysis::Claim& claim, std::string_view name) {
    if (subject.file.project == nullptr) return {};
    const analysis::ClassReader classes = subject.file.project->classes();
    for (const ObjectId holder : subject.any_caller.heap.objects_of(claim.copy)) {
        const program::CodeId body = subject.any_caller.heap.objects().class_of(holder).code;
        const project::ClassInfo* const info = body.valid() ? classes.find(body) : nullptr;
        const program::CodeId user = info != nullptr ? classes.snapshot_user(*info, name) : program::CodeId{};
        if (user.valid()) return user;
    }
    return {};
}

// A snapshot in an attribute, which is there still when the function is over.
std::optional<Draft> draft_of_attribute(const Subject& subject, const Wording& wording,
                                        const analysis::Broken& broken) {
    const analysis::Claim& claim = subject.claim_of(broken);
    const std::string_view name = subject.any_caller.words.text(claim.name);
    const program::CodeId user = snapshot_user(subject, claim, name);
    if (!user.valid()) return std::nullopt;
    const Phrase change = wording.action(subject.at(broken.obligation.event));
    const NodeId where = subject.node_of(claim.where);
    const Phrase by = wording.function(subject.file.project->function(user));
    Draft draft;
    draft.confidence = confidence_of(subject, broken);
    if (claim.callee.valid()) {
        const Phrase call = wording.expression(where);
        draft.message = message::KeptNoCopy{.change = change, .call = call, .name = name}.text();
        draft.node = subject.node_of(broken.obligation.event);
        draft.steps.push_back({step::Kept{.call = call, .name = name}.text(), where});
    } else {
        const Phrase source = bound_value(subject, wording, claim.where);
        draft.message = message::NotACopy{.name = name, .source = source, .change = change}.text();
        draft.node = where;
        draft.steps.push_back({step::Bound{.name = name, .source = source}.text(), where});
        draft.fix = copied_for_snapshot(subject, broken, fix::Copy{.source = source}.text());
    }
    draft.steps.push_back({step::Changed{.change = change}.text(), subject.node_of(broken.obligation.event)});
    draft.steps.push_back({step::SeenBy{.function = by, .name = name}.text(), name_of(subject)});
    draft.claim = where;
    draft.object = broken.obligation.object;
    draft.event = broken.obligation.event;
    return draft;
}

// Whether the name is not meant to hold what was there before, or holds something else.
bool is_no_snapshot(const Subject& subject, const analysis::Broken& broken) {
    const analysis::Claim& claim = subject.claim_of(broken);
    const bool is_merely_latest = subject.file.intent.is_latest(subject.file.module.text(claim.name)) &&
                                  !is_used_as_snapshot(subject, broken.observation, claim.where);
    return is_merely_latest || is_changed_by_its_name(subject, claim.name, broken.obligation.through) ||
           !reads_what_was_bound(subject, broken) || means_which_one(subject, broken) ||
           asks_which_one(subject, broken) || is_source_rebound(subject, broken) ||
           is_bound_with_source(subject, claim) || is_stream(subject, broken.obligation.object) ||
           may_be_another(subject, broken) || may_be_file_name(subject, broken.obligation);
}

}  // namespace

void run(const Subject& subject, Sink& sink) {
    const Wording wording(subject.file);
    for (const analysis::Broken& broken : broken_claims(subject, analysis::Claim::Shape::binding)) {
        const analysis::Claim& claim = subject.claim_of(broken);
        if (claim.of_attribute) {
            if (auto draft = draft_of_attribute(subject, wording, broken)) sink.add(std::move(*draft));
            continue;
        }
        if (!broken.observation.valid() || claim.of_view || is_no_snapshot(subject, broken)) continue;
        const std::string_view name = subject.file.module.text(claim.name);
        const Phrase action = wording.action(subject.at(broken.obligation.event));
        const Phrase source = bound_value(subject, wording, claim.where);
        Draft draft;
        draft.confidence = confidence_of(subject, broken);
        draft.message = claim.of_parts
                            ? message::SameParts{.name = name, .change = action}.text()
                            : message::NotACopy{.name = name, .source = source, .change = action}.text();
        draft.node = subject.node_of(claim.where);
        draft.steps = {{claim.of_parts ? step::Holds{.name = name, .source = source}.text()
                                       : step::Bound{.name = name, .source = source}.text(),
                        draft.node},
                       {step::Changed{.change = action}.text(), subject.node_of(broken.obligation.event)},
                       {step::Seen{.name = name}.text(), subject.node_of(broken.observation)}};
        draft.fix = copied_for_snapshot(subject, broken, fix::Copy{.source = source}.text());
        draft.claim = draft.node;
        draft.object = broken.obligation.object;
        draft.event = broken.obligation.event;
        sink.add(std::move(draft));
    }
}

}  // namespace doppelint::checks::alias_not_copy
