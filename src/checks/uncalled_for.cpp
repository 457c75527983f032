#include "checks/uncalled_for.h"

#include <algorithm>
#include <array>
#include <vector>

#include "checks/augmented.h"
#include "checks/registers.h"
#include "checks/results.h"
#include "checks/some_item.h"

namespace doppelint::checks {
namespace {

// The parameter itself, by whatever name and on whatever way.
bool is_from_parameter(const Subject& subject, ValueId value, std::uint32_t parameter) {
    return std::ranges::any_of(origins_of(subject, value), [&](ValueId origin) {
        const Instruction& it = subject.at(origin);
        return it.opcode == Opcode::parameter && it.payload == parameter;
    });
}

// The value itself, or what `value += …` left of it.
bool is_from_changed(const Subject& subject, ValueId value, ValueId changed) {
    return std::ranges::any_of(origins_of(subject, value), [&](ValueId origin) {
        const Instruction& it = subject.at(origin);
        return origin == changed || (it.opcode == Opcode::in_place &&
                                     origin_of(subject, operand(subject.file.module, it, 0)) == changed);
    });
}

bool has_constant_key(const Subject& subject, ValueId key) {
    if (!key.valid()) return false;
    const program::Module& module = subject.file.module;
    const Instruction& it = subject.at(origin_of(subject, key));
    return it.opcode == Opcode::constant &&
           module.constants[it.payload].kind == program::ConstantKind::string;
}

// `xs` of `list(xs)`, `sorted(xs)`, `xs.items()`; anything else is itself.
ValueId listed(const Subject& subject, ValueId value) {
    const program::Module& module = subject.file.module;
    const Instruction& it = subject.at(origin_of(subject, value));
    if (it.opcode != Opcode::call) return value;
    if (it.operand_count == 2) return operand(module, it, 1);
    const Instruction& method = subject.at(origin_of(subject, operand(module, it, 0)));
    return it.operand_count == 1 && method.opcode == Opcode::get_attribute ? operand(module, method, 0)
                                                                           : value;
}

// `for key in table: table[key] = …`: the keys come from the object itself.
bool is_own_key(const Subject& subject, const analysis::Change& change) {
    const program::Module& module = subject.file.module;
    if (!change.key.valid() || !change.through_value.valid()) return false;
    const Instruction* it = &subject.at(origin_of(subject, change.key));
    if (it->opcode == Opcode::unpacked && it->payload == 0) {
        it = &subject.at(origin_of(subject, operand(module, subject.at(operand(module, *it, 0)), 0)));
    }
    if (it->opcode != Opcode::next_item) return false;
    const Instruction& walk = subject.at(origin_of(subject, operand(module, *it, 0)));
    if (walk.opcode != Opcode::get_iterator) return false;
    const ValueId changed = origin_of(subject, change.through_value);
    const ValueId walked = operand(module, walk, 0);
    const ValueId once = listed(subject, walked);
    return std::ranges::any_of(std::array{walked, once, listed(subject, once)},
                               [&](ValueId one) { return origin_of(subject, one) == changed; });
}

// `table.update(a=1)`: under names that stand in the function.
bool updates_by_name(const Subject& subject, const analysis::Change& change) {
    const program::Module& module = subject.file.module;
    const Instruction& call = subject.at(change.event);
    if (call.opcode != Opcode::call || call.operand_count < 2) return false;
    const Instruction& method = subject.at(origin_of(subject, operand(module, call, 0)));
    if (method.opcode != Opcode::get_attribute || module.text(NameId{method.payload}) != "update")
        return false;
    for (std::uint32_t at = 1; at < call.operand_count; ++at) {
        if (!module.label_of(call, at).is_keyword()) return false;
    }
    return true;
}

// An array or frame under its own name, or what `np.asarray` gives; of what else is taken from one, it is
// mostly not known whether it is a copy.
bool is_itself(const Subject& subject, const analysis::Change& change) {
    if (!change.through_value.valid()) return false;
    const auto through = subject.any_caller.heap.objects_of(change.through);
    const Opcode made = subject.at(origin_of(subject, change.through_value)).opcode;
    return made == Opcode::parameter ||
           (made == Opcode::call && std::ranges::find(through, change.object) != through.end());
}

// None, or what a call gives that gives nothing else: `return self.normalize(data)`.
bool is_nothing(const Subject& subject, ValueId value) {
    return std::ranges::all_of(origins_of(subject, value), [&](ValueId origin) {
        const Instruction& it = subject.at(origin);
        if (it.opcode == Opcode::constant)
            return subject.file.module.constants[it.payload].kind == program::ConstantKind::none;
        if (it.opcode == Opcode::phi) return true;
        const bool is_call = it.opcode == Opcode::call || it.opcode == Opcode::await_value;
        return is_call && all_run(ran_at(subject, origin), [](const analysis::Ran& one) {
                   return one.gives_none && !one.guessed && !one.constructs && !one.begins;
               });
    });
}

// `rows = table["rows"]`, which the function fills as well: what the caller gets is a part of what it passed.
bool is_changed_part(const Subject& subject, ValueId value, std::uint32_t parameter) {
    const ValueId origin = origin_of(subject, value);
    return std::ranges::any_of(subject.facts().changes, [&](const analysis::Change& it) {
        if (!it.through_value.valid() || origin_of(subject, it.through_value) != origin) return false;
        if (subject.object(it.object).origin != heap::Origin::child) return false;
        const heap::Object& whole = subject.object(subject.any_caller.heap.objects().root(it.object));
        return whole.origin == heap::Origin::parameter && whole.site == parameter;
    });
}

}  // namespace

bool gives_what_it_made_of(const Subject& subject, ValueId changed) {
    const program::Module& module = subject.file.module;
    const ValueId origin = origin_of(subject, changed);
    for (const Instruction& it : module.instructions_of(subject.function())) {
        if (it.opcode != Opcode::return_value || it.operand_count == 0) continue;
        const ValueId given = origin_of(subject, operand(module, it, 0));
        const Opcode made = given.valid() ? subject.at(given).opcode : Opcode::unreachable;
        if (made != Opcode::call && made != Opcode::binary) continue;
        const auto operands = module.operands_of(subject.at(given)).subspan(made == Opcode::call ? 1 : 0);
        const bool uses = std::ranges::any_of(
            operands, [&](ValueId one) { return one.valid() && is_from_changed(subject, one, origin); });
        if (uses) return true;
    }
    return false;
}

bool is_under_new_name(const Subject& subject, const analysis::Change& change) {
    const program::Module& module = subject.file.module;
    if (subject.at(change.event).opcode != Opcode::in_place || !change.through_value.valid()) return false;
    const Instruction& made = subject.at(origin_of(subject, change.through_value));
    const Instruction& direct = subject.at(change.through_value);
    if (made.opcode != Opcode::parameter || direct.opcode != Opcode::read) return false;
    return NameId{direct.payload} != module.parameters_of(subject.function())[made.payload].name;
}

bool gives_an_answer(const Subject& subject, std::uint32_t parameter) {
    const program::Module& module = subject.file.module;
    const auto instructions = module.instructions_of(subject.function());
    bool answers = false;
    for (const Instruction& it : instructions) {
        if (it.opcode != Opcode::return_value || it.operand_count == 0) continue;
        const ValueId given = operand(module, it, 0);
        if (!given.valid() || is_from_parameter(subject, given, parameter) ||
            is_changed_part(subject, given, parameter))
            return false;
        const Instruction& origin = subject.at(origin_of(subject, given));
        const bool hands_back = origin.opcode == Opcode::make_tuple &&
                                std::ranges::any_of(module.operands_of(origin), [&](ValueId one) {
                                    return one.valid() && is_from_parameter(subject, one, parameter);
                                });
        if (hands_back) return false;
        answers |= !is_nothing(subject, given);
    }
    return answers;
}

bool gives_an_answer(const Subject& subject, ValueId owner) {
    const program::Module& module = subject.file.module;
    bool answers = false;
    for (const Instruction& it : module.instructions_of(subject.function())) {
        if (it.opcode != Opcode::return_value || it.operand_count == 0) continue;
        const ValueId given = operand(module, it, 0);
        if (!given.valid()) continue;
        const ValueId origin = origin_of(subject, given);
        if (origin == owner) return false;
        answers |= !is_nothing(subject, given);
    }
    return answers;
}

// `kind = node.setdefault("kind", "")`: asked for what is there; what is not, the next who asks finds the
// same.
bool is_lookup(const Subject& subject, const analysis::Change& change) {
    const Instruction& it = subject.at(change.event);
    if (it.opcode != Opcode::call || subject.uses.of(change.event).empty()) return false;
    return all_run(ran_at(subject, change.event), [](const analysis::Ran& one) {
        return one.model != nullptr && one.model->name.ends_with(".setdefault");
    });
}

// `f(graph.reverse())`: what a list's own gives, which is None, nobody would pass on.
bool is_other_method(const Subject& subject, const analysis::Change& change) {
    if (change.kind != analysis::ChangeKind::reorders || subject.uses.of(change.event).empty()) return false;
    return all_run(ran_at(subject, change.event), [](const analysis::Ran& one) { return one.guessed; });
}

bool is_uncalled_for(const Subject& subject, const analysis::Change& change) {
    using analysis::ChangeKind;
    if (is_lookup(subject, change) || is_other_method(subject, change)) return false;
    if (is_under_new_name(subject, change)) return true;
    if (is_array(subject, change.object) && is_itself(subject, change)) return true;
    switch (change.kind) {
        case ChangeKind::reorders: return true;
        case ChangeKind::assigns:
        case ChangeKind::reassigns:
        case ChangeKind::removes:
            return has_constant_key(subject, change.key) || updates_by_name(subject, change) ||
                   is_own_key(subject, change);
        case ChangeKind::inserts:
            if (updates_by_name(subject, change)) return true;
            return change.key.valid() ? has_constant_key(subject, change.key) || is_own_key(subject, change)
                                      : gives_what_it_made_of(subject, change.through_value);
        case ChangeKind::augments:
            return adds_container(subject, subject.at(change.event)) &&
                   gives_what_it_made_of(subject, change.through_value);
        case ChangeKind::adds: return gives_what_it_made_of(subject, change.through_value);
        default: return false;
    }
}

}  // namespace doppelint::checks
