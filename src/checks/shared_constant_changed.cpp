#include "checks/shared_constant_changed.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "checks/class_attributes.h"
#include "checks/confidence.h"
#include "checks/drafts.h"
#include "checks/fix_copy.h"
#include "checks/items.h"
#include "checks/registers.h"
#include "checks/remarks.h"
#include "checks/results.h"
#include "checks/wording.h"

namespace doppelint::checks::shared_constant_changed {
namespace {

using analysis::Change;
using heap::Kind;
using heap::SlotKind;

/// A container of a module or class that a change meets.
struct Constant {
    program::CodeId body;  ///< whose
    std::string_view name;
    std::string_view field;  ///< the attribute that may hold it; empty: it is the container itself
    bool is_part = false;    ///< a part of it, which a copy shares
    project::Table table;
};

// The content of a global variable.
std::optional<Constant> global_of(const Subject& subject, const heap::Object& object) {
    const heap::Objects& objects = subject.any_caller.heap.objects();
    if (object.slot.kind() != SlotKind::content || !objects.is_global(object.parent)) return std::nullopt;
    const program::ModuleId other = objects.module_of_variable(object.parent);
    const NameId name{objects[object.parent].site};
    if (name.index() >= subject.file.module.names.size()) return std::nullopt;
    const program::CodeId body{other.valid() ? other : subject.file.module_id, FunctionId{0}};
    return Constant{body, subject.file.module.text(name), {}, false, {}};
}

// What an attribute of instances may hold.
std::optional<Constant> held_by(const Subject& subject, ObjectId id) {
    const auto attribute = attribute_of(subject, id);
    if (!attribute || subject.object(subject.object(id).parent).kind != Kind::instance) return std::nullopt;
    const analysis::FlowTable* const found = subject.file.flow->table_in(attribute->of, attribute->name);
    if (found == nullptr) return std::nullopt;
    const analysis::ClassReader classes = subject.file.project->classes();
    const project::ClassInfo* const info = classes.find(attribute->of);
    if (info != nullptr && classes.gets_new_containers(*info, attribute->name)) return std::nullopt;
    const std::string_view text = subject.file.project->program(found->body.module).text(found->name);
    // That an attribute of a class is the class's own, other rules say.
    if (text == attribute->name && found->body.function != FunctionId{0}) return std::nullopt;
    return Constant{found->body, text, attribute->name, false, {}};
}

// Whether the function copies the object, and not what it holds, and does not say that it knows.
bool is_copied(const Subject& subject, ObjectId id) {
    return std::ranges::any_of(subject.facts().claims, [&](const analysis::Claim& it) {
        const auto sources = subject.any_caller.heap.objects_of(it.source);
        return it.shape == analysis::Claim::Shape::pair && std::ranges::find(sources, id) != sources.end() &&
               !is_said_to_be_shallow(subject, it);
    });
}

const Instruction& maker_of(const Subject& subject, const Constant& constant) {
    const program::Module& module = subject.file.project->program(constant.body.module);
    return module.instructions_of(module.function(constant.body.function))[constant.table.value.index()];
}

// `self.options["wrap"] = …` where a list may be held: then it is another object that changes.
bool cannot_be_it(const Subject& subject, const Change& change, const Constant& constant) {
    const Opcode made = maker_of(subject, constant).opcode;
    const bool has_no_keys = made == Opcode::make_list || made == Opcode::make_set;
    return has_no_keys && !constant.is_part && change.key.valid() && constant_key(subject, change.key);
}

// Whether the table is written as one that holds containers.
bool holds_containers(const Subject& subject, const Constant& constant) {
    const program::Module& module = subject.file.project->program(constant.body.module);
    return std::ranges::any_of(module.operands_of(maker_of(subject, constant)), [&](ValueId one) {
        return one.valid() && subject.file.project->makes_container(constant.body, one);
    });
}

// What the global or attribute is known to hold, if that is to stay as it is.
std::optional<Constant> known_constant(const Subject& subject, ObjectId id) {
    const heap::Object& object = subject.object(id);
    if (object.origin != heap::Origin::child) return std::nullopt;
    auto result = global_of(subject, object);
    if (!result) result = held_by(subject, id);
    if (!result || subject.file.intent.is_cache(result->name)) return std::nullopt;
    const auto table = subject.file.project->table_of(result->body, result->name);
    if (!table || (!table->is_final && !subject.file.intent.is_constant(result->name))) return std::nullopt;
    result->table = *table;
    return result;
}

// A container in it that a shallow copy shares.
std::optional<Constant> constant_around(const Subject& subject, ObjectId id) {
    while (subject.object(id).origin == heap::Origin::child && subject.object(id).slot.is_item()) {
        id = subject.object(id).parent;
        auto result = known_constant(subject, id);
        if (!result) continue;
        if (!is_copied(subject, id) || !holds_containers(subject, *result)) return std::nullopt;
        result->is_part = true;
        return result;
    }
    return std::nullopt;
}

std::optional<Constant> constant_of(const Subject& subject, const Change& change) {
    auto result = known_constant(subject, change.object);
    // `setdefault` is a step on the way down.
    if (result || change.kind == analysis::ChangeKind::inserts) return result;
    return constant_around(subject, change.object);
}

// `CONSTANT.append(…)`, `module.CONSTANT.append(…)`: whoever writes that knows what is changed.
bool is_by_own_name(const Subject& subject, const Change& change, const Constant& constant) {
    if (!constant.field.empty() || constant.is_part || !change.through_value.valid()) return false;
    // Who asks a function for an answer and passes the constant does not know that it changes that.
    if (change.callee.valid() && result_of(subject, change.event).fate != Fate::dropped) return false;
    const Instruction& direct = subject.at(change.through_value);
    if (direct.opcode == Opcode::load_global) return true;
    const Instruction& made = subject.at(origin_of(subject, change.through_value));
    if (made.opcode == Opcode::import_member) return true;
    return direct.opcode == Opcode::get_attribute &&
           subject.file.module.text(NameId{direct.payload}) == constant.name;
}

// `found = table.get(key, NOTHING)`: what is said where there is nothing is not there to be filled.
bool is_fallback(const Subject& subject, const Change& change, const Constant& constant) {
    const program::Module& module = subject.file.module;
    const Instruction& call = subject.at(origin_of(subject, change.through_value));
    if (call.opcode != Opcode::call || call.operand_count < 3) return false;
    const Instruction& given = subject.at(origin_of(subject, operand(module, call, call.operand_count - 1)));
    return given.opcode == Opcode::load_global && module.text(NameId{given.payload}) == constant.name;
}

// How sure it is that it was not to change; none: it was.
std::optional<findings::Confidence> confidence(const Subject& subject, const Change& change,
                                               const Constant& constant) {
    const bool is_own = constant.body.module == subject.file.module_id;
    const bool is_built_here = is_own && subject.function().kind == program::FunctionKind::module;
    if (is_built_here || !change.through_value.valid()) return std::nullopt;
    if (is_by_own_name(subject, change, constant)) {
        return is_own ? std::nullopt : std::optional(findings::Confidence::possible);
    }
    // What begins empty is filled by somebody.
    if (constant.table.is_empty && !constant.table.is_final && !is_fallback(subject, change, constant))
        return findings::Confidence::possible;
    return confidence_of(change.must, change.assumptions);
}

Draft draft_of(const Subject& subject, const Change& change, const Constant& constant) {
    const Phrase action = Wording(subject.file).action(subject.at(change.event));
    const Phrase name(constant.name);
    std::string message =
        constant.field.empty()
            ? message::Changed{.change = action, .constant = name}.text()
            : message::Held{.change = action, .constant = name, .field = Phrase(constant.field)}.text();
    return draft_of(subject, change, std::move(message),
                    step_at(subject, step::Created{}.text(), constant.body, constant.table.value),
                    step::Changed{}.text());
}

}  // namespace

void run(const Subject& subject, Sink& sink) {
    if (subject.file.project == nullptr || subject.file.flow == nullptr) return;
    for (const Change& change : subject.facts().changes) {
        if (change.is_callees_own()) continue;
        const auto constant = constant_of(subject, change);
        if (!constant || cannot_be_it(subject, change, *constant)) continue;
        const auto sure = confidence(subject, change, *constant);
        if (!sure) continue;
        Draft draft = draft_of(subject, change, *constant);
        draft.confidence = *sure;
        if (constant->field.empty())
            draft.fix = copied_before(subject, change, fix::Copy{.constant = Phrase(constant->name)}.text());
        sink.add(std::move(draft));
    }
}

}  // namespace doppelint::checks::shared_constant_changed
