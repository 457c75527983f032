#include "checks/reused_in_loop.h"

#include <algorithm>
#include <span>
#include <utility>
#include <vector>

#include "checks/drafts.h"
#include "checks/fix_store.h"
#include "checks/memory_in_turns.h"
#include "checks/order.h"
#include "checks/registers.h"
#include "checks/results.h"
#include "checks/stores.h"
#include "checks/test_modules.h"
#include "checks/wording.h"

namespace doppelint::checks::reused_in_loop {
namespace {

using analysis::Change;
using analysis::ChangeKind;
using program::CodeId;

// Whether all that the instruction gives is a list that it makes.
bool makes_list(const Subject& subject, ValueId value) {
    const auto operands = subject.file.module.operands_of(subject.at(value));
    return std::ranges::any_of(operands, [&](ValueId one) {
        return subject.at(origin_of(subject, one)).opcode == Opcode::make_list;
    });
}

bool makes_object(const Subject& subject, ValueId value) {
    const Instruction& it = subject.at(value);
    switch (it.opcode) {
        case Opcode::make_list:
        case Opcode::make_dict:
        case Opcode::make_set: return true;
        // `[None] * 3`
        case Opcode::binary: return makes_list(subject, value);
        case Opcode::call:
            return all_run(ran_at(subject, value), [](const analysis::Ran& ran) { return ran.constructs; }) &&
                   !ran_at(subject, value).empty();
        default: return false;
    }
}

// Whether the function calls itself with the very same object: by a variable of the function around, or by
// handing its parameter on.
bool recurs_with(const Subject& subject, ValueId stored) {
    const Instruction& made = subject.at(stored);
    const bool is_shared = made.opcode == Opcode::capture || made.opcode == Opcode::load_cell;
    if (!is_shared && made.opcode != Opcode::parameter) return false;
    const CodeId own{subject.file.module_id, subject.id};
    return std::ranges::any_of(subject.facts().ran, [&](const analysis::Ran& it) {
        if (it.code != own || subject.at(it.at).opcode != Opcode::call) return false;
        if (is_shared) return true;
        const auto arguments = subject.file.module.operands_of(subject.at(it.at)).subspan(1);
        return std::ranges::any_of(
            arguments, [&](ValueId one) { return one.valid() && origin_of(subject, one) == stored; });
    });
}

// Whether the function adds to the object and takes out of it: a search that goes on, and back.
bool goes_back(const Subject& subject, ValueId stored) {
    const auto suffers = [&](auto&& test) {
        return std::ranges::any_of(subject.facts().changes, [&](const Change& it) {
            return test(it.kind) && it.event.valid() && it.through_value.valid() && !it.callee.valid() &&
                   same_thing(subject, it.through_value, stored);
        });
    };
    return suffers([](ChangeKind it) { return it == ChangeKind::removes || it == ChangeKind::clears; }) &&
           suffers([](ChangeKind it) { return adds(it); });
}

// Whether the change is one of the stored object: by the same name, or it is that for sure.
bool changes_stored(const Subject& subject, const Change& it, ValueId stored) {
    if (same_thing(subject, it.through_value, stored)) return true;
    const heap::Object& object = subject.object(it.object);
    return it.must && object.origin == heap::Origin::site && object.site == stored.index();
}

// The change that the object suffers between two turns: the first behind the store, as the text has it.
const Change* change_between(const Subject& subject, const Store& store,
                             const std::vector<bool>& is_reached) {
    const Change* first = nullptr;
    for (const Change& it : subject.facts().changes) {
        const bool is_itself = it.event == store.at || !it.event.valid() || !it.through_value.valid();
        if (is_itself || it.is_callees_own() || !subject.node_of(it.event)) continue;
        if (it.kind == ChangeKind::augments) continue;
        if (!is_reached[it.event.index()] || !changes_stored(subject, it, store.stored)) continue;
        const auto place = [&](const Change& one) { return std::pair(one.event < store.at, one.event); };
        if (first == nullptr || place(it) < place(*first)) first = &it;
    }
    return first;
}

void find_stores(const Subject& subject, Sink& sink) {
    const Wording wording(subject.file);
    for (const Store& store : stores_of(subject)) {
        if (!store.stored.valid() || !subject.node_of(store.at)) continue;
        std::vector<bool> is_reached = reached_from(subject, store.at);
        const bool in_turns = is_reached[store.at.index()] && !is_reached[store.stored.index()] &&
                              makes_object(subject, store.stored);
        if (!in_turns && (!recurs_with(subject, store.stored) || !goes_back(subject, store.stored))) continue;
        // Of a function that calls itself all runs in the turns that follow.
        if (!in_turns) is_reached.assign(is_reached.size(), true);
        const Change* const change = change_between(subject, store, is_reached);
        if (change == nullptr) continue;
        const Phrase name = wording.expression(subject.node_of(change->through_value));
        const Phrase action = wording.action(subject.at(change->event));
        Draft draft = draft_of(subject, *change,
                               store.is_yielded ? message::Yielded{.change = action, .name = name}.text()
                                                : message::Stored{.change = action, .name = name}.text());
        if (!store.is_sure) draft.confidence = findings::Confidence::possible;
        const NodeId made = subject.node_of(store.stored);
        if (in_turns && made) draft.steps.push_back({step::Made{.name = name}.text(), made});
        draft.steps.push_back({step::Kept{.name = name}.text(), subject.node_of(store.at)});
        draft.steps.push_back({step::Changed{}.text(), draft.node});
        draft.fix = copied_when_stored(subject, store.at, store.stored, subject.object(change->object).kind,
                                       fix::Copy{.name = name}.text());
        draft.claim = in_turns && made ? made : subject.node_of(store.at);
        if (store.is_yielded)
            draft.wants_evidence = ArgumentOf{{subject.file.module_id, subject.id}, 0, Asked::kept};
        sink.add(std::move(draft));
    }
}

void find_memory(const Subject& subject, Sink& sink) {
    const Wording wording(subject.file);
    for (const MemoryInTurns& it : memory_in_turns(subject)) {
        const Store& store = it.store;
        const NodeId expression = stored_expression(subject, store.at, store.stored);
        if (!expression) continue;
        const Phrase name = wording.expression(expression);
        const Phrase action = wording.action(subject.at(it.change->event));
        Draft draft = draft_of(subject, *it.change,
                               !it.is_itself      ? message::Memory{.change = action, .name = name}.text()
                               : store.is_yielded ? message::Yielded{.change = action, .name = name}.text()
                                                  : message::Stored{.change = action, .name = name}.text());
        draft.steps = {{step::Kept{.name = name}.text(), subject.node_of(store.at)},
                       {step::Changed{}.text(), draft.node}};
        draft.fix = array_copied_when_stored(subject, expression, it.array, fix::Copy{.name = name}.text());
        draft.claim = subject.node_of(store.at);
        if (store.is_yielded)
            draft.wants_evidence = ArgumentOf{{subject.file.module_id, subject.id}, 0, Asked::kept};
        sink.add(std::move(draft));
    }
}

// What keeps the items of a walk: `list(rows())`, `[row for row in rows()]`, `kept.append(row)`.
NodeId kept_items(const Subject& subject, std::span<const Store> stores, ValueId call) {
    const program::Module& module = subject.file.module;
    for (const ValueId use : subject.uses.of(call)) {
        const Instruction& it = subject.at(use);
        if (it.opcode == Opcode::call && it.operand_count == 2 && operand(module, it, 1) == call) {
            const bool keeps = all_run(ran_at(subject, use), [](const analysis::Ran& ran) {
                return ran.model != nullptr && (ran.model->name == "list" || ran.model->name == "tuple" ||
                                                ran.model->name == "builtins.sorted");
            });
            if (keeps && !ran_at(subject, use).empty()) return it.node;
        }
        if (it.opcode != Opcode::get_iterator) continue;
        for (const ValueId next : subject.uses.of(use)) {
            if (subject.at(next).opcode != Opcode::next_item) continue;
            for (const Store& store : stores) {
                if (store.stored == next && !store.is_yielded) return subject.node_of(store.at);
            }
        }
    }
    return {};
}

// What this function, as a caller, tells of generators.
void find_evidence(const Subject& subject, Sink& sink) {
    if (subject.file.project == nullptr || is_in_test(subject)) return;
    const Wording wording(subject.file);
    const auto begins = [](const analysis::Ran& it) { return it.begins && it.code.valid(); };
    if (std::ranges::none_of(subject.facts().ran, begins)) return;
    const std::vector<Store> stores = stores_of(subject);
    std::size_t looked_at = 0;
    for (const analysis::Ran& it : subject.facts().ran) {
        if (!it.begins || !it.code.valid() || subject.at(it.at).opcode != Opcode::call) continue;
        if (++looked_at > kMostStores) return;
        const NodeId kept = kept_items(subject, stores, it.at);
        if (!kept) continue;
        const program::ModuleId here = subject.file.module_id;
        Evidence evidence{{it.code, 0, Asked::kept}, here, kept, {}};
        evidence.steps.push_back(
            {step::Collected{.caller = wording.function(subject.function())}.text(), kept, here});
        sink.add(std::move(evidence));
    }
}

}  // namespace

void run(const Subject& subject, Sink& sink) {
    find_stores(subject, sink);
    find_memory(subject, sink);
    find_evidence(subject, sink);
}

}  // namespace doppelint::checks::reused_in_loop
