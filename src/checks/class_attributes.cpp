#include "checks/class_attributes.h"

#include <algorithm>
#include <utility>

#include "checks/registers.h"

namespace doppelint::checks {
namespace {

using analysis::Change;
using heap::Kind;
using heap::Origin;
using heap::SlotKind;

// Whether the register holds an instance that this function makes by calling its class.
bool is_made_here(const Subject& subject, ValueId value) {
    const Instruction& made = subject.at(origin_of(subject, value));
    if (made.opcode != Opcode::call) return false;
    const program::CodeId here{subject.file.module_id, subject.id};
    const project::Meanings called =
        subject.file.project->meaning_of(here, operand(subject.file.module, made, 0));
    return called.only() != nullptr && called.only()->what == project::Meaning::What::class_;
}

// `instance.name`, where the class has it: the way to it leads over the instance and not over the class.
bool is_reached_by_instance(const Subject& subject, const Change& change, std::string_view name) {
    if (!change.through_value.valid()) return false;
    const Instruction& read = subject.at(origin_of(subject, change.through_value));
    return read.opcode == Opcode::get_attribute && subject.file.module.text(NameId{read.payload}) == name &&
           is_made_here(subject, operand(subject.file.module, read, 0));
}

// The way to the attribute leads over an instance.
bool is_of_instance(const Subject& subject, const Change& change, std::string_view name) {
    switch (subject.object(subject.object(change.object).parent).kind) {
        case Kind::instance: return true;
        case Kind::class_: return is_reached_by_instance(subject, change, name);
        default: return false;
    }
}

}  // namespace

std::optional<AttributeOf> attribute_of(const Subject& subject, ObjectId id) {
    const heap::Object& object = subject.object(id);
    if (object.origin != Origin::child || object.slot.kind() != SlotKind::attribute) return std::nullopt;
    const NameId name{object.slot.detail()};
    const program::CodeId of = subject.any_caller.heap.objects().class_of(object.parent).code;
    if (!of.valid()) return std::nullopt;
    return AttributeOf{of, subject.any_caller.words.text(name)};
}

std::optional<SharedChange> shared_change(const Subject& subject, const Change& change) {
    if (subject.file.project == nullptr || subject.file.flow == nullptr) return std::nullopt;
    if (change.is_callees_own()) return std::nullopt;
    const auto attribute = attribute_of(subject, change.object);
    if (!attribute || !is_of_instance(subject, change, attribute->name)) return std::nullopt;
    const analysis::ClassReader classes = subject.file.project->classes();
    const project::ClassInfo* const info = classes.find(attribute->of);
    if (info == nullptr) return std::nullopt;
    const auto found = classes.shared_attribute(*info, attribute->name);
    if (!found) return std::nullopt;
    // Of a list or dict nobody sets an attribute.
    if (!found->is_instance && change.kind == analysis::ChangeKind::attribute) return std::nullopt;
    // Something else than the class's methods writes it.
    if (!found->is_stored && subject.file.flow->stores(attribute->of, attribute->name)) return std::nullopt;
    return SharedChange{*attribute, *found};
}

bool is_local_to_thread(const Subject& subject, const SharedChange& change) {
    const project::ClassInfo* const info = subject.file.project->classes().find(change.attribute.of);
    return info != nullptr && std::ranges::any_of(info->order, [](const project::ClassName& it) {
               return it.library == "threading.local" || it.library == "_thread._local";
           });
}

std::string_view owner_of(const Subject& subject, const project::SharedAttribute& shared) {
    const program::Module& module = subject.file.project->program(shared.owner.module);
    return module.text(module.function(shared.owner.function).name);
}

Phrase class_name(const Subject& subject, program::CodeId body) {
    const program::Module& module = subject.file.project->program(body.module);
    return module.text(module.function(body.function).name);
}

DraftStep step_at(const Subject& subject, std::string message, program::CodeId code, ValueId value) {
    const program::Module& module = subject.file.project->program(code.module);
    const NodeId node = module.instructions_of(module.function(code.function))[value.index()].node;
    const bool is_here = code.module == subject.file.module_id;
    return {std::move(message), node, is_here ? program::ModuleId{} : code.module};
}

}  // namespace doppelint::checks
