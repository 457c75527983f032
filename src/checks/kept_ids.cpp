#include "checks/kept_ids.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "checks/enclosing.h"
#include "checks/iterators.h"
#include "checks/registers.h"
#include "checks/results.h"

namespace doppelint::checks {
namespace {

constexpr std::size_t kMostCalls = 200;

bool is_method(const Subject& subject) {
    const FunctionId parent = subject.function().parent;
    return parent.valid() && subject.file.module.function(parent).kind == program::FunctionKind::class_body;
}

bool is_parameter(const Subject& subject, ValueId value, std::uint32_t index) {
    const Instruction& it = subject.at(origin_of(subject, value));
    return it.opcode == Opcode::parameter && it.payload == index;
}

// `self.names`
bool is_own_attribute(const Subject& subject, ValueId value) {
    const Instruction& it = subject.at(origin_of(subject, value));
    return it.opcode == Opcode::get_attribute &&
           is_parameter(subject, operand(subject.file.module, it, 0), 0);
}

// Calls `visit(instruction that uses it, the register by which it does)` for all that do more with the value
// than to pass it on, until that says no.
template <class Visit>
bool all_uses(const Subject& subject, ValueId value, Visit&& visit) {
    constexpr std::size_t kMostRegisters = 100;
    std::vector<ValueId> known{value};
    for (std::size_t next = 0; next < known.size(); ++next) {
        for (const ValueId by : subject.uses.of(known[next])) {
            if (!passes_on(subject.at(by).opcode)) {
                if (!visit(by, known[next])) return false;
            } else if (std::ranges::find(known, by) == known.end()) {
                if (known.size() == kMostRegisters) return false;
                known.push_back(by);
            }
        }
    }
    return true;
}

// Nothing that such an instruction does keeps its operand.
bool only_looks(Opcode opcode) {
    switch (opcode) {
        case Opcode::get_attribute:
        case Opcode::compare:
        case Opcode::branch:
        case Opcode::iterate:
        case Opcode::format_value: return true;
        default: return false;
    }
}

// Where the method puts the id, if that is a container of its instance.
ValueId place_of_id(const Subject& subject, ValueId id) {
    constexpr std::array<std::string_view, 3> kPuts{"add", "append", "setdefault"};
    const program::Module& module = subject.file.module;
    ValueId found;
    static_cast<void>(all_uses(subject, id, [&](ValueId by, ValueId value) {
        const Instruction& it = subject.at(by);
        if (it.opcode == Opcode::set_item) {
            if (operand(module, it, 1) == value && is_own_attribute(subject, operand(module, it, 0)))
                found = by;
        } else if (it.opcode == Opcode::call && it.operand_count > 1 && operand(module, it, 1) == value) {
            const Instruction& callee = subject.at(origin_of(subject, operand(module, it, 0)));
            const bool puts = callee.opcode == Opcode::get_attribute &&
                              std::ranges::find(kPuts, module.text(NameId{callee.payload})) != kPuts.end();
            if (puts && is_own_attribute(subject, operand(module, callee, 0))) found = by;
        }
        return !found.valid();
    }));
    return found;
}

// `builtins.len`, and classes: `enumerate`.
bool is_of_builtins(std::string_view name) {
    return name.starts_with("builtins.") || name.find('.') == std::string_view::npos;
}

bool makes_new(const Subject& subject, ValueId value) {
    return std::ranges::any_of(ran_at(subject, origin_of(subject, value)),
                               [](const analysis::Ran& it) { return !it.nested && it.constructs; });
}

// A generator of the project, or a list of new objects that stays here.
bool gives_temporaries(const Subject& subject, ValueId walked) {
    const program::Module& module = subject.file.module;
    ValueId base = origin_of(subject, walked);
    const auto is_builtin = [&](ValueId call) {
        const RanSpan ran = ran_at(subject, call);
        return !ran.empty() && all_run(ran, [](const analysis::Ran& it) {
            return it.model != nullptr && is_of_builtins(it.model->name);
        });
    };
    while (subject.at(base).opcode == Opcode::call && is_builtin(base) && subject.at(base).operand_count > 1)
        base = origin_of(subject, operand(module, subject.at(base), 1));
    if (subject.at(base).opcode == Opcode::call) {
        const RanSpan ran = ran_at(subject, base);
        return !ran.empty() &&
               all_run(ran, [](const analysis::Ran& it) { return it.code.valid() && it.begins; });
    }
    if (subject.at(base).opcode != Opcode::make_list) return false;
    bool any = false;
    const bool stays = all_uses(subject, base, [&](ValueId by, ValueId value) {
        const Instruction& it = subject.at(by);
        if (it.opcode == Opcode::list_append) {
            any = operand(module, it, 0) == value && makes_new(subject, operand(module, it, 1));
            return any;
        }
        return it.opcode == Opcode::get_iterator || (it.opcode == Opcode::call && is_builtin(by));
    });
    return stays && any;
}

// What the loop takes the value from; none: it is no item of a loop.
ValueId walked_for(const Subject& subject, ValueId value) {
    const program::Module& module = subject.file.module;
    const Instruction* it = &subject.at(origin_of(subject, value));
    if (it->opcode == Opcode::unpacked)
        it = &subject.at(origin_of(subject, operand(module, subject.at(operand(module, *it, 0)), 0)));
    if (it->opcode != Opcode::next_item) return {};
    const Instruction& walk = subject.at(origin_of(subject, operand(module, *it, 0)));
    return walk.opcode == Opcode::get_iterator ? operand(module, walk, 0) : ValueId{};
}

// An item of what gives new ones, or, in a loop, a new one: `for n in numbers: log.add(Row(n))`.
bool is_temporary(const Subject& subject, ValueId value) {
    const ValueId walked = walked_for(subject, value);
    if (walked.valid()) return gives_temporaries(subject, walked);
    const NodeId node = subject.node_of(origin_of(subject, value));
    return node && subject.at(origin_of(subject, value)).opcode == Opcode::call &&
           makes_new(subject, value) &&
           is_inside(subject.file.tree, node, syntax::Kind::for_statement, syntax::Kind::function_definition);
}

// Somebody else holds it, too.
bool lives_on(const Subject& subject, ValueId receiver) {
    switch (subject.at(origin_of(subject, receiver)).opcode) {
        case Opcode::parameter:
        case Opcode::get_attribute:
        case Opcode::load_global:
        case Opcode::capture: return true;
        default: return false;
    }
}

}  // namespace

std::vector<KeptId> kept_ids(const Subject& subject) {
    std::vector<KeptId> result;
    if (!is_method(subject)) return result;
    for (const RanSpan ran : ran_by_instruction(subject)) {
        const ValueId at = ran.front().at;
        const Instruction& it = subject.at(at);
        if (it.opcode != Opcode::call || it.operand_count != 2 || !runs(ran, "builtins.id")) continue;
        const ValueId held = origin_of(subject, operand(subject.file.module, it, 1));
        if (subject.at(held).opcode != Opcode::parameter || subject.at(held).payload == 0) continue;
        const bool is_looked_at = all_uses(subject, held, [&](ValueId by, ValueId) {
            return only_looks(subject.at(by).opcode) ||
                   (subject.at(by).opcode == Opcode::call && runs(ran_at(subject, by), "builtins.id"));
        });
        const ValueId stored = is_looked_at ? place_of_id(subject, at) : ValueId{};
        if (stored.valid()) result.push_back({stored, at, subject.at(held).payload});
    }
    return result;
}

std::vector<PassedTemporary> passed_temporaries(const Subject& subject) {
    std::vector<PassedTemporary> result;
    const program::Module& module = subject.file.module;
    std::size_t calls = 0;
    for (const RanSpan ran : ran_by_instruction(subject)) {
        const ValueId at = ran.front().at;
        const Instruction& it = subject.at(at);
        if (it.opcode != Opcode::call || !ran.front().code.valid() || ran.front().nested) continue;
        const Instruction& method = subject.at(origin_of(subject, operand(module, it, 0)));
        if (method.opcode != Opcode::get_attribute || !lives_on(subject, operand(module, method, 0)))
            continue;
        if (++calls > kMostCalls) break;
        for (std::uint32_t index = 1; index < it.operand_count; ++index) {
            const ValueId passed = operand(module, it, index);
            if (!passed.valid() || !is_temporary(subject, passed)) continue;
            const bool is_passed_only =
                all_uses(subject, origin_of(subject, passed),
                         [&](ValueId by, ValueId) { return by == at || only_looks(subject.at(by).opcode); });
            if (is_passed_only) result.push_back({{ran.front().code, index}, at, passed});
        }
    }
    return result;
}

}  // namespace doppelint::checks
