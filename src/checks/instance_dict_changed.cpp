#include "checks/instance_dict_changed.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "checks/aliases.h"
#include "checks/drafts.h"
#include "checks/fix_copy.h"
#include "checks/order.h"
#include "checks/registers.h"
#include "checks/results.h"
#include "checks/wording.h"

namespace doppelint::checks::instance_dict_changed {
namespace {

using analysis::Change;
using heap::Kind;
using heap::Origin;
using heap::SlotKind;

// They write attributes by writing into the mapping, and that is what they are for.
constexpr std::array<std::string_view, 8> kWriters{
    "__init__", "__new__", "__setstate__", "__setattr__", "__delattr__", "__getattr__", "__get__", "__set__"};

// The object whose attributes the mapping holds: a parameter, or what the function got from one.
std::optional<ObjectId> owner_of(const Subject& subject, ObjectId id) {
    const heap::Object& object = subject.object(id);
    if (object.origin != Origin::child || object.slot.kind() != SlotKind::attribute) return std::nullopt;
    const bool is_mapping = subject.any_caller.words.text(NameId{object.slot.detail()}) == "__dict__";
    return is_mapping ? std::optional(object.parent) : std::nullopt;
}

bool is_namespace(const Subject& subject, ObjectId id) {
    const heap::Object& object = subject.object(id);
    return object.origin == Origin::site &&
           all_run(ran_at(subject, ValueId{object.site}), [](const auto& it) {
               return it.model != nullptr && it.model->name == "builtins.globals";
           });
}

// The register of the object that `x.__dict__` or `vars(x)` is asked of; none: some other code asked.
ValueId asked_of(const Subject& subject, ValueId mapping) {
    const program::Module& module = subject.file.module;
    const Instruction& it = subject.at(origin_of(subject, mapping));
    if (it.opcode == Opcode::get_attribute) return origin_of(subject, operand(module, it, 0));
    if (it.opcode != Opcode::call || it.operand_count != 2) return {};
    const bool is_vars = all_run(ran_at(subject, origin_of(subject, mapping)), [](const auto& ran) {
        return ran.model != nullptr && ran.model->name == "builtins.vars";
    });
    return is_vars ? origin_of(subject, operand(module, it, 1)) : ValueId{};
}

// The same register, or what the same call gives that changes nothing: `self.layer()` and `self.layer()`.
bool is_same_holder(const Subject& subject, ValueId left, ValueId right) {
    if (same_thing(subject, left, right)) return true;
    const program::Module& module = subject.file.module;
    const ValueId one = origin_of(subject, left);
    const ValueId other = origin_of(subject, right);
    const Instruction& it = subject.at(one);
    const Instruction& its = subject.at(other);
    const bool are_calls = it.opcode == Opcode::call && its.opcode == Opcode::call && it.operand_count == 1 &&
                           its.operand_count == 1;
    if (!are_calls || !same_thing(subject, operand(module, it, 0), operand(module, its, 0))) return false;
    const bool changes = std::ranges::any_of(subject.facts().changes, [&](const Change& change) {
        return change.event == one || change.event == other;
    });
    return !changes && all_run(ran_at(subject, one), [&](const analysis::Ran& ran) {
        return ran.code.valid() && all_run(ran_at(subject, other), [&](const analysis::Ran& again) {
                   return again.code == ran.code;
               });
    });
}

// `old = self.weight`, and then `self.weight = make(old.data, **fields)`: what is made of the fields takes
// the object's place.
bool is_replaced(const Subject& subject, const Change& change) {
    const program::Module& module = subject.file.module;
    const ValueId asked = asked_of(subject, change.through_value);
    if (!asked.valid() || subject.at(asked).opcode != Opcode::get_attribute) return false;
    const Instruction& place = subject.at(asked);
    const auto instructions = module.instructions_of(subject.function());
    for (std::uint32_t index = 0; index < instructions.size(); ++index) {
        const Instruction& it = instructions[index];
        const bool binds = it.opcode == Opcode::set_attribute && it.payload == place.payload &&
                           is_same_holder(subject, operand(module, it, 0), operand(module, place, 0));
        if (binds && always_comes_by(subject, change.event, ValueId{index})) return true;
    }
    return false;
}

// Whether somebody goes on to use the object: the caller of a method, or this function itself.
bool is_used_later(const Subject& subject, const Change& change, ObjectId owner) {
    const heap::Object& object = subject.object(owner);
    if (object.origin == Origin::parameter && object.site == 0 && object.kind == Kind::instance) return true;
    const ValueId asked = asked_of(subject, change.through_value);
    if (!asked.valid()) return false;
    const std::vector<bool> is_reached = reached_from(subject, change.event, asked);
    const bool only_as_whole = is_replaced(subject, change);
    for (std::uint32_t index = 0; index < is_reached.size(); ++index) {
        const Instruction& it = subject.at(ValueId{index});
        if (!is_reached[index] || program::passes_on(it.opcode) || it.opcode == Opcode::phi) continue;
        if (only_as_whole && it.opcode == Opcode::get_attribute) continue;
        const auto operands = subject.file.module.operands_of(it);
        const bool uses = std::ranges::any_of(operands, [&](ValueId operand) {
            return operand.valid() && origin_of(subject, operand) == asked;
        });
        if (uses) return true;
    }
    return false;
}

bool is_writer(const Subject& subject) {
    const std::string_view name = subject.file.module.text(subject.function().name);
    return std::ranges::find(kWriters, name) != kWriters.end();
}

}  // namespace

void run(const Subject& subject, Sink& sink) {
    if (is_writer(subject)) return;
    const Wording wording(subject.file);
    for (const Change& change : subject.facts().changes) {
        if (change.is_callees_own() || !change.event.valid() || !is_by_name(subject, change)) continue;
        const auto owner = owner_of(subject, change.object);
        const bool is_module = !owner && is_namespace(subject, change.object);
        if (!is_module && (!owner || !is_used_later(subject, change, *owner))) continue;
        const ValueId given = handed_on(subject, change.through_value, change.event);
        if (!given.valid()) continue;
        const Phrase action = wording.action(subject.at(change.event));
        const Phrase name = wording.expression(subject.node_of(change.through_value));
        const NodeId source = subject.node_of(origin_of(subject, change.through_value));
        Draft draft =
            is_module ? draft_of(subject, change, message::Namespace{.change = action, .name = name}.text(),
                                 {step::Globals{}.text(), source}, step::ModuleChanged{}.text())
                      : draft_of(subject, change, message::Attributes{.change = action, .name = name}.text(),
                                 {step::Own{}.text(), source}, step::ObjectChanged{}.text());
        draft.steps.push_back({step::Given{.name = name}.text(), subject.node_of(given)});
        draft.fix = copied_first(subject, source, Kind::dict, Depth::shallow, fix::Copy{}.text());
        sink.add(std::move(draft));
    }
}

}  // namespace doppelint::checks::instance_dict_changed
