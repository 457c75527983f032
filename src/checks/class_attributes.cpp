#include "checks/class_attributes.h"

#include "checks/registers.h"

namespace doppelint::checks {
namespace {

using analysis::Change;
using heap::Kind;
using heap::Origin;
using heap::SlotKind;

/// An attribute of an instance, by the instance's class.
struct Attribute {
    program::CodeId of;
    std::string_view name;
};

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

std::optional<Attribute> attribute_of(const Subject& subject, const Change& change) {
    const heap::Object& object = subject.object(change.object);
    if (object.origin != Origin::child || object.slot.kind() != SlotKind::attribute) return std::nullopt;
    const NameId name{object.slot.detail()};
    const program::CodeId of = subject.any_caller.heap.objects().class_of(object.parent).code;
    if (!of.valid() || name.index() >= subject.file.module.names.size()) return std::nullopt;
    const Attribute result{of, subject.file.module.text(name)};
    switch (subject.object(object.parent).kind) {
        case Kind::instance: return result;
        case Kind::class_:
            return is_reached_by_instance(subject, change, result.name) ? std::optional(result)
                                                                        : std::nullopt;
        default: return std::nullopt;
    }
}

}  // namespace

std::optional<SharedChange> shared_change(const Subject& subject, const Change& change) {
    if (subject.file.project == nullptr || subject.file.flow == nullptr) return std::nullopt;
    // Called code that got at it by itself says it of itself.
    if (change.callee.valid() && change.callee_parameter == Change::kNoParameter) return std::nullopt;
    const auto attribute = attribute_of(subject, change);
    if (!attribute) return std::nullopt;
    const analysis::ClassReader classes = subject.file.project->classes();
    const project::ClassInfo* const info = classes.find(attribute->of);
    if (info == nullptr) return std::nullopt;
    const auto found = classes.shared_attribute(*info, attribute->name);
    if (!found) return std::nullopt;
    // Something else than the class's methods writes it.
    if (!found->is_stored && subject.file.flow->stores(attribute->of, attribute->name)) return std::nullopt;
    return SharedChange{attribute->of, attribute->name, *found};
}

PlaceOfShared place_of(const Subject& subject, const project::SharedAttribute& shared) {
    const program::Module& module = subject.file.project->program(shared.owner.module);
    const program::Function& body = module.function(shared.owner.function);
    const bool is_here = shared.owner.module == subject.file.module_id;
    return {module.instructions_of(body)[shared.value.index()].node,
            is_here ? program::ModuleId{} : shared.owner.module, module.text(body.name)};
}

}  // namespace doppelint::checks
