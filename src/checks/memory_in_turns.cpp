#include "checks/memory_in_turns.h"

#include <algorithm>
#include <utility>

#include "checks/order.h"
#include "checks/registers.h"
#include "checks/some_item.h"

namespace doppelint::checks {
namespace {

using analysis::Change;
using analysis::ChangeKind;
using heap::Origin;

// Whether it is one object in all turns: neither it nor what leads to it is made in one.
bool outlives_turns(const Subject& subject, ObjectId id, const std::vector<bool>& in_turn) {
    const heap::Object* it = &subject.object(id);
    while (it->origin == Origin::child) {
        if (!it->single() || it->part != heap::kAtEntry) return false;
        it = &subject.object(it->parent);
    }
    return it->single() && (it->origin != Origin::site || !in_turn[it->site]);
}

// Whether something takes out again in a turn what was put in.
bool is_drained(const Subject& subject, ObjectId holder, const std::vector<bool>& in_turn) {
    return std::ranges::any_of(subject.facts().changes, [&](const Change& it) {
        const bool takes_out = it.kind == ChangeKind::removes || it.kind == ChangeKind::clears;
        return takes_out && it.object == holder && it.event.valid() && in_turn[it.event.index()];
    });
}

// `latest["frame"] = …`: each turn puts it where that of the former turn was.
bool is_under_same_key(const Subject& subject, ValueId store, const std::vector<bool>& in_turn) {
    const program::Module& module = subject.file.module;
    const Instruction& it = subject.at(store);
    const bool has_key = it.opcode == Opcode::set_item || (it.opcode == Opcode::call && it.operand_count > 2);
    if (!has_key) return false;
    const ValueId key = origin_of(subject, operand(module, it, 1));
    return subject.at(key).opcode == Opcode::constant || !in_turn[key.index()];
}

// Whether the container keeps the array itself, turn by turn. An array keeps a copy of the numbers.
bool keeps_all(const Subject& subject, const Store& store, const std::vector<bool>& in_turn) {
    if (store.is_yielded) return true;
    const Instruction& it = subject.at(store.at);
    if (it.opcode == Opcode::list_append)
        return !in_turn[origin_of(subject, operand(subject.file.module, it, 0)).index()];
    if (!store.is_sure || !store.holder.valid() || is_array(subject, store.holder)) return false;
    return outlives_turns(subject, store.holder, in_turn) && !is_drained(subject, store.holder, in_turn) &&
           !is_under_same_key(subject, store.at, in_turn);
}

// The first change of the memory behind the store, as the text has it, that comes before the next store.
const Change* change_between(const Subject& subject, const Store& store, ObjectId memory,
                             const std::vector<bool>& in_turn) {
    const Change* first = nullptr;
    for (const Change& it : subject.facts().changes) {
        const bool is_candidate = it.object == memory && it.event.valid() && it.event != store.at &&
                                  it.kind != ChangeKind::attribute && it.kind != ChangeKind::augments;
        if (!is_candidate || !in_turn[it.event.index()] || !subject.node_of(it.event)) continue;
        const bool is_sure = it.must || subject.any_caller.heap.only_object(it.through) == memory;
        if (!is_sure || !reached_from(subject, it.event)[store.at.index()]) continue;
        const auto place = [&](const Change& one) { return std::pair(one.event < store.at, one.event); };
        if (first == nullptr || place(it) < place(*first)) first = &it;
    }
    return first;
}

}  // namespace

std::vector<MemoryInTurns> memory_in_turns(const Subject& subject) {
    std::vector<MemoryInTurns> result;
    const std::vector<analysis::ArrayGiven>& arrays = subject.facts().arrays_given;
    if (arrays.empty()) return result;
    for (const Store& store : stores_of(subject)) {
        const auto given = std::ranges::find(arrays, store.stored, &analysis::ArrayGiven::at);
        if (given == arrays.end() || !subject.node_of(store.at)) continue;
        const std::vector<bool> in_turn = reached_from(subject, store.at);
        if (!in_turn[store.at.index()] || !outlives_turns(subject, given->memory, in_turn)) continue;
        if (!keeps_all(subject, store, in_turn)) continue;
        const Change* const change = change_between(subject, store, given->memory, in_turn);
        if (change != nullptr) result.push_back({store, change, given->array, given->array == given->memory});
    }
    return result;
}

}  // namespace doppelint::checks
