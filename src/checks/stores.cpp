#include "checks/stores.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "checks/registers.h"
#include "checks/results.h"

namespace doppelint::checks {
namespace {

using analysis::Change;
using analysis::ChangeKind;
using heap::Kind;

// Methods that put an object into a container, and not what it holds.
bool puts_object(const Subject& subject, ValueId call) {
    constexpr std::array<std::string_view, 6> kPuts{".append",     ".add",        ".insert",
                                                    ".appendleft", ".setdefault", ".put"};
    const RanSpan ran = ran_at(subject, call);
    return !ran.empty() && all_run(ran, [&](const analysis::Ran& it) {
        return it.model != nullptr && std::ranges::any_of(kPuts, [&](std::string_view name) {
                   return it.model->name.ends_with(name);
               });
    });
}

// The value that a change of a container puts into it.
ValueId value_put(const Subject& subject, const Change& change) {
    const program::Module& module = subject.file.module;
    const Instruction& it = subject.at(change.event);
    if (it.opcode == Opcode::set_item) return operand(module, it, 2);
    const bool is_call = it.opcode == Opcode::call && it.operand_count >= 2;
    return is_call && puts_object(subject, change.event) ? operand(module, it, it.operand_count - 1)
                                                         : ValueId{};
}

// Of something unknown, `append` and `add` tell.
bool is_container(const Subject& subject, const Change& change) {
    const Kind kind = subject.object(change.object).kind;
    if (models::kContainers.has(kind)) return true;
    if (kind == Kind::instance)
        return !subject.any_caller.heap.objects().class_of(change.object).library.empty();
    return kind == Kind::opaque && change.kind != ChangeKind::assigns && change.kind != ChangeKind::reassigns;
}

bool is_array_given(const Subject& subject, ValueId value) {
    const auto& arrays = subject.facts().arrays_given;
    return std::ranges::find(arrays, value, &analysis::ArrayGiven::at) != arrays.end();
}

// What a turn may store that it did not make; anything else is not worth a look.
bool may_be_reused(const Subject& subject, ValueId stored) {
    switch (subject.at(stored).opcode) {
        case Opcode::make_list:
        case Opcode::make_dict:
        case Opcode::make_set:
        case Opcode::binary:
        case Opcode::call:
        case Opcode::capture:
        case Opcode::load_cell:
        case Opcode::parameter:
        case Opcode::next_item: return true;
        default: return is_array_given(subject, stored);
    }
}

}  // namespace

bool adds(ChangeKind kind) {
    return kind == ChangeKind::adds || kind == ChangeKind::inserts || kind == ChangeKind::assigns ||
           kind == ChangeKind::reassigns;
}

std::vector<Store> stores_of(const Subject& subject) {
    std::vector<Store> result;
    for (const Change& it : subject.facts().changes) {
        if (!it.event.valid() || it.callee.valid() || !adds(it.kind)) continue;
        const ValueId put = value_put(subject, it);
        const bool is_known = is_container(subject, it);
        if (put.valid())
            result.push_back({it.event, sole_origin_of(subject, put), false, is_known, it.object});
    }
    const auto instructions = subject.file.module.instructions_of(subject.function());
    for (std::uint32_t index = 0; index < instructions.size(); ++index) {
        const Instruction& it = instructions[index];
        const ValueId at{index};
        if (it.opcode == Opcode::yield_value) {
            result.push_back(
                {at, sole_origin_of(subject, operand(subject.file.module, it, 0)), true, true, {}});
        } else if (it.opcode == Opcode::list_append) {
            result.push_back(
                {at, sole_origin_of(subject, operand(subject.file.module, it, 1)), false, true, {}});
        }
    }
    std::erase_if(result,
                  [&](const Store& it) { return !it.stored.valid() || !may_be_reused(subject, it.stored); });
    if (result.size() > kMostStores) result.resize(kMostStores);
    return result;
}

}  // namespace doppelint::checks
