#include "checks/own_attributes.h"

#include <functional>

#include "checks/registers.h"

namespace doppelint::checks {
namespace {

bool is_own_instance(const Subject& subject, ValueId value) {
    const Instruction& it = subject.at(origin_of(subject, value));
    return it.opcode == Opcode::parameter && it.payload == 0;
}

}  // namespace

program::CodeId own_class(const Subject& subject) {
    const program::CodeId around = subject.file.project->class_around({subject.file.module_id, subject.id});
    return around.valid() && subject.function().parent == around.function ? around : program::CodeId{};
}

std::optional<std::string_view> own_attribute(const Subject& subject, ObjectId id) {
    const heap::Object& object = subject.object(id);
    if (object.origin != heap::Origin::child || object.slot.kind() != heap::SlotKind::attribute)
        return std::nullopt;
    const heap::Object& holder = subject.object(object.parent);
    const bool is_own = holder.origin == heap::Origin::parameter && holder.site == 0;
    if (!is_own || !own_class(subject).valid()) return std::nullopt;
    return subject.any_caller.words.text(NameId{object.slot.detail()});
}

std::optional<std::string_view> own_attribute(const Subject& subject, ValueId value) {
    const Instruction& it = subject.at(origin_of(subject, value));
    if (it.opcode != Opcode::get_attribute) return std::nullopt;
    const ValueId holder = operand(subject.file.module, it, 0);
    if (!is_own_instance(subject, holder) || !own_class(subject).valid()) return std::nullopt;
    return subject.file.module.text(NameId{it.payload});
}

bool sets_own_attribute(const Subject& subject, const Instruction& it) {
    return it.opcode == Opcode::set_attribute &&
           is_own_instance(subject, operand(subject.file.module, it, 0)) && own_class(subject).valid();
}

ArgumentOf named_evidence(program::CodeId of, Asked what, std::string_view name) {
    return {of, static_cast<std::uint32_t>(std::hash<std::string_view>()(name)), what};
}

}  // namespace doppelint::checks
