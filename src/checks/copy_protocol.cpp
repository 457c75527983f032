#include "checks/copy_protocol.h"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "checks/broken.h"
#include "checks/class_attributes.h"
#include "checks/confidence.h"
#include "checks/drafts.h"
#include "checks/own_attributes.h"
#include "checks/registers.h"
#include "checks/results.h"
#include "checks/rewriting.h"
#include "checks/wording.h"

namespace doppelint::checks::copy_protocol {
namespace {

bool is_copying(std::string_view name) {
    return name == "copy" || name == "__copy__" || name == "__deepcopy__";
}

bool is_self(const Subject& subject, ValueId value) {
    if (!value.valid()) return false;
    const Instruction& it = subject.at(origin_of(subject, value));
    return it.opcode == Opcode::parameter && it.payload == 0;
}

// `copy.deepcopy(part, memo)`
std::optional<DraftEdit> with_memo(const Subject& subject, NodeId call) {
    const syntax::Tree& tree = subject.file.tree;
    const auto parameters = subject.file.module.parameters_of(subject.function());
    const NodeId arguments =
        tree.kind(call) == syntax::Kind::call ? tree.child(call, syntax::Field::arguments) : NodeId{};
    const NodeId part = arguments ? tree.first_child(arguments) : NodeId{};
    if (!part || parameters.size() < 2 || tree.kind(part) == syntax::Kind::keyword_argument)
        return std::nullopt;
    const std::string memo(subject.file.module.text(parameters[1].name));
    return inserted_behind(tree, part, ", " + memo);
}

// `copy.deepcopy(part)` in `__deepcopy__`: what is copied already is not known to it. Told once, at the
// first.
void find_lost_memo(const Subject& subject, Sink& sink) {
    const Wording wording(subject.file);
    std::optional<Draft> draft;
    std::vector<DraftStep> steps;
    std::vector<DraftEdit> edits;
    bool can_pass = true;
    for (const RanSpan ran : ran_by_instruction(subject)) {
        const ValueId at = ran.front().at;
        const Instruction& it = subject.at(at);
        if (it.opcode != Opcode::call || it.operand_count != 2 || !it.node) continue;
        const bool is_deep = all_run(ran, [](const analysis::Ran& one) {
            return one.model != nullptr && one.model->name == "copy.deepcopy";
        });
        if (!is_deep) continue;
        const Phrase call = wording.expression(it.node);
        if (!draft || it.node < draft->node)
            draft = draft_at(subject, at, confidence_of(true, {}), message::LostMemo{.call = call}.text());
        steps.push_back({step::Starts{.call = call}.text(), it.node});
        const auto edit = with_memo(subject, it.node);
        can_pass &= edit.has_value();
        if (edit) edits.push_back(*edit);
    }
    if (!draft) return;
    std::ranges::sort(steps, {}, &DraftStep::node);
    draft->steps = std::move(steps);
    if (can_pass)
        draft->fix = fix_of(findings::Applicability::safe, fix::PassMemo{}.text(), std::move(edits));
    sink.add(*std::move(draft));
}

// Where the method sets an attribute of its instance or, where `field` is given, changes that in place.
DraftStep changes_there(const Subject& subject, program::CodeId by, std::string_view field,
                        std::string text) {
    const program::Module& module = subject.file.project->program(by.module);
    const program::Function& function = module.function(by.function);
    const auto instructions = module.instructions_of(function);
    const auto origin = [&](const Instruction& it) -> const Instruction& {
        return instructions[program::origin_of(module, function, operand(module, it, 0)).index()];
    };
    const auto is_field = [&](const Instruction& it) {
        return it.opcode == Opcode::get_attribute && module.text(NameId{it.payload}) == field;
    };
    const auto changes = [&](const Instruction& it) {
        switch (it.opcode) {
            case Opcode::set_attribute:
                return field.empty() && origin(it).opcode == Opcode::parameter && origin(it).payload == 0;
            case Opcode::set_item:
            case Opcode::delete_item: return is_field(origin(it));
            case Opcode::call:
                return origin(it).opcode == Opcode::get_attribute && is_field(origin(origin(it)));
            default: return false;
        }
    };
    for (std::uint32_t index = 0; index < instructions.size(); ++index) {
        if (changes(instructions[index])) return step_at(subject, std::move(text), by, ValueId{index});
    }
    return {std::move(text), name_of(subject)};
}

// `return self` of something that its own methods change.
void find_itself(const Subject& subject, const project::ClassInfo& info, Sink& sink) {
    const analysis::ClassReader classes = subject.file.project->classes();
    const Wording wording(subject.file);
    const auto instructions = subject.file.module.instructions_of(subject.function());
    for (std::uint32_t index = 0; index < instructions.size(); ++index) {
        const Instruction& it = instructions[index];
        const bool gives = it.opcode == Opcode::return_value && it.operand_count > 0 && it.node;
        if (!gives || !is_self(subject, operand(subject.file.module, it, 0))) continue;
        const program::CodeId changer = classes.changer(info);
        if (!changer.valid()) return;
        const Phrase function = wording.function(subject.function());
        const Phrase by(
            subject.file.project->program(changer.module).text(subject.file.project->function(changer).name));
        Draft draft = draft_at(subject, ValueId{index}, confidence_of(true, {}),
                               message::Itself{.function = function}.text());
        draft.steps = {{step::Gives{}.text(), draft.node},
                       changes_there(subject, changer, {}, step::Changes{.method = by}.text())};
        sink.add(std::move(draft));
    }
}

// `clone.__dict__ = self.__dict__`: one mapping for both.
void find_shared_dict(const Subject& subject, Sink& sink) {
    const program::Module& module = subject.file.module;
    const auto instructions = module.instructions_of(subject.function());
    for (std::uint32_t index = 0; index < instructions.size(); ++index) {
        const Instruction& it = instructions[index];
        const bool sets = it.opcode == Opcode::set_attribute && module.text(NameId{it.payload}) == "__dict__";
        if (!sets || !it.node || is_self(subject, operand(module, it, 0))) continue;
        const Instruction& value = subject.at(origin_of(subject, operand(module, it, 1)));
        const bool is_own = value.opcode == Opcode::get_attribute &&
                            module.text(NameId{value.payload}) == "__dict__" &&
                            is_self(subject, operand(module, value, 0));
        if (!is_own) continue;
        Draft draft = draft_at(subject, ValueId{index}, confidence_of(true, {}), message::OneDict{}.text());
        draft.steps = {{step::Shares{}.text(), draft.node}};
        sink.add(std::move(draft));
    }
}

// Whether the attribute gets something else before the copy is given away.
bool is_replaced(const Subject& subject, const analysis::Kept& kept, NameId name) {
    const program::Module& module = subject.file.module;
    const auto instructions = module.instructions_of(subject.function());
    return std::ranges::any_of(instructions.subspan(kept.at.index() + 1), [&](const Instruction& it) {
        return it.opcode == Opcode::set_attribute && NameId{it.payload} == name &&
               !is_self(subject, operand(module, it, 0));
    });
}

/// A field that a copy gets itself, and a method that changes it in place.
struct SharedField {
    std::string_view given, field;  ///< its name in the original and in the copy
    program::CodeId changer;
};

Draft draft_of_part(const Subject& subject, ValueId at, const SharedField& part) {
    const Phrase by(subject.file.project->program(part.changer.module)
                        .text(subject.file.project->function(part.changer).name));
    const Phrase function = Wording(subject.file).function(subject.function());
    Draft draft = draft_at(subject, at, confidence_of(false, {}),
                           message::SharedPart{.function = function, .field = part.field}.text());
    draft.steps = {{step::Given{.field = part.given}.text(), draft.node},
                   changes_there(subject, part.changer, part.field,
                                 step::ChangesPart{.method = by, .field = part.field}.text())};
    return draft;
}

// `Playlist(self.name, self.tracks)`, and methods change the tracks in place.
void find_shared_part(const Subject& subject, const project::ClassInfo& info, Sink& sink) {
    const analysis::ClassReader classes = subject.file.project->classes();
    for (const analysis::Kept& it : subject.facts().kept) {
        const auto part = attribute_of(subject, it.container);
        const heap::Object& holder = subject.object(it.holder);
        const bool is_of_self =
            part && subject.object(subject.object(it.container).parent).origin == heap::Origin::parameter;
        if (!is_of_self || !subject.node_of(it.at) || holder.origin != heap::Origin::site ||
            it.slot.kind() != heap::SlotKind::attribute) {
            continue;
        }
        const NameId name{it.slot.detail()};
        const std::string_view field = subject.any_caller.words.text(name);
        const program::CodeId changer = classes.field_changer(info, field);
        if (!changer.valid() || subject.file.intent.is_cache(field) || is_replaced(subject, it, name))
            continue;
        sink.add(draft_of_part(subject, it.at, {part->name, field, changer}));
    }
}

/// Attributes that a new instance gets one by one, where nothing else is done with it.
struct Bare {
    ValueId made;
    std::vector<std::string_view> fields;
    bool is_whole = true;  ///< nobody else may have given it more
};

// `memo[id(self)] = clone`
bool remembers(const Subject& subject, const Instruction& it) {
    if (it.opcode != Opcode::set_item) return false;
    return subject.at(origin_of(subject, operand(subject.file.module, it, 0))).opcode == Opcode::parameter;
}

void look_at_uses(const Subject& subject, Bare& bare) {
    const program::Module& module = subject.file.module;
    std::vector<ValueId> pending{bare.made};
    std::vector<ValueId> seen;
    while (!pending.empty() && bare.is_whole) {
        const ValueId value = pending.back();
        pending.pop_back();
        if (std::ranges::find(seen, value) != seen.end()) continue;
        seen.push_back(value);
        for (const ValueId by : subject.uses.of(value)) {
            const Instruction& it = subject.at(by);
            if (it.opcode == Opcode::set_attribute && operand(module, it, 0) == value) {
                bare.fields.push_back(module.text(NameId{it.payload}));
            } else if (passes_on(it.opcode)) {
                pending.push_back(by);
            } else if (it.opcode != Opcode::return_value && !remembers(subject, it)) {
                bare.is_whole = false;
            }
        }
    }
}

// `clone = cls.__new__(cls)`: no constructor runs.
void find_forgotten_field(const Subject& subject, const project::ClassInfo& info, Sink& sink) {
    if (info.open || info.has(project::Hook::get_missing)) return;
    const program::Module& module = subject.file.module;
    const auto instructions = module.instructions_of(subject.function());
    for (std::uint32_t index = 0; index < instructions.size(); ++index) {
        const Instruction& it = instructions[index];
        if (it.opcode != Opcode::call) continue;
        const Instruction& callee = subject.at(origin_of(subject, operand(module, it, 0)));
        if (callee.opcode != Opcode::get_attribute || module.text(NameId{callee.payload}) != "__new__")
            continue;
        Bare bare{.made = ValueId{index}, .fields = {}};
        look_at_uses(subject, bare);
        if (!bare.is_whole || bare.fields.empty()) continue;
        for (const project::InitialField& field : subject.file.project->classes().initial_fields(info)) {
            if (std::ranges::find(bare.fields, field.name) != bare.fields.end()) continue;
            const Phrase function = Wording(subject.file).function(subject.function());
            Draft draft = draft_at(subject, bare.made, confidence_of(false, {}),
                                   message::Forgotten{.function = function, .field = field.name}.text());
            draft.steps = {
                step_at(subject, step::Initial{.field = field.name}.text(), field.constructor, field.store),
                {step::Bare{}.text(), draft.node}};
            sink.add(std::move(draft));
            break;
        }
    }
}

// `clone = copy.copy(self)` in `__deepcopy__`: what does not get something else behind it is one for both.
void find_part_left(const Subject& subject, const project::ClassInfo& info, Sink& sink) {
    const analysis::ClassReader classes = subject.file.project->classes();
    if (classes.lookup(info, "__copy__").owner != nullptr) return;
    const program::Module& module = subject.file.module;
    for (const RanSpan ran : ran_by_instruction(subject)) {
        const ValueId at = ran.front().at;
        const Instruction& it = subject.at(at);
        const bool copies =
            it.opcode == Opcode::call && it.node && all_run(ran, [](const analysis::Ran& one) {
                return one.model != nullptr && one.model->name == "copy.copy";
            });
        if (!copies || it.operand_count < 2 || !is_self(subject, operand(module, it, 1))) continue;
        Bare clone{.made = at, .fields = {}};
        look_at_uses(subject, clone);
        if (!clone.is_whole) continue;
        for (const project::InitialField& field : classes.initial_fields(info)) {
            const program::CodeId changer = classes.field_changer(info, field.name);
            const bool is_replaced = std::ranges::find(clone.fields, field.name) != clone.fields.end();
            if (!changer.valid() || is_replaced || subject.file.intent.is_cache(field.name)) continue;
            Draft draft = draft_of_part(subject, at, {field.name, field.name, changer});
            draft.node = name_of(subject);
            sink.add(std::move(draft));
        }
    }
}

bool copies_on_request(const Subject& subject) {
    const auto parameters = subject.file.module.parameters_of(subject.function());
    return std::ranges::any_of(parameters, [&](const program::Parameter& it) {
        const std::string_view name = subject.file.module.text(it.name);
        return name == "deep" || name == "shallow";
    });
}

}  // namespace

void run(const Subject& subject, Sink& sink) {
    const std::string_view name = subject.file.module.text(subject.function().name);
    if (!is_copying(name) || subject.file.project == nullptr) return;
    const project::ClassInfo* const info = subject.file.project->classes().find(own_class(subject));
    if (info == nullptr) return;
    find_shared_dict(subject, sink);
    find_forgotten_field(subject, *info, sink);
    if (name == "__deepcopy__") {
        find_part_left(subject, *info, sink);
        return find_lost_memo(subject, sink);
    }
    find_itself(subject, *info, sink);
    // Beside a deep copy that the class makes itself a shallow one is meant.
    const bool is_meant = info->members.contains("__deepcopy__");
    if (name == "copy" && !is_meant && !copies_on_request(subject)) find_shared_part(subject, *info, sink);
}

}  // namespace doppelint::checks::copy_protocol
