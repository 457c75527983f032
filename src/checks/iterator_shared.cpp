#include "checks/iterator_shared.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "checks/confidence.h"
#include "checks/drafts.h"
#include "checks/order.h"
#include "checks/registers.h"
#include "checks/results.h"
#include "checks/wording.h"

namespace doppelint::checks::iterator_shared {
namespace {

bool runs(RanSpan ran, std::string_view name) {
    return !ran.empty() && all_run(ran, [&](const analysis::Ran& it) {
        return it.model != nullptr && it.model->name == name;
    });
}

bool runs(const Subject& subject, ValueId at, std::string_view name) {
    if (subject.at(at).opcode != Opcode::call) return false;
    const RanSpan ran = ran_at(subject, at);
    return !ran.empty() && subject.at(at).opcode == Opcode::call &&
           all_run(ran,
                   [&](const analysis::Ran& it) { return it.model != nullptr && it.model->name == name; });
}

// The call of `groupby` whose group the register is, in a loop that takes its pairs apart.
ValueId grouped_by(const Subject& subject, ValueId value) {
    const program::Module& module = subject.file.module;
    const Instruction& part = subject.at(origin_of(subject, value));
    if (part.opcode != Opcode::unpacked || part.payload != 1) return {};
    const Instruction& pair = subject.at(operand(module, part, 0));
    const Instruction& next = subject.at(origin_of(subject, operand(module, pair, 0)));
    if (next.opcode != Opcode::next_item) return {};
    const Instruction& walk = subject.at(origin_of(subject, operand(module, next, 0)));
    if (walk.opcode != Opcode::get_iterator) return {};
    const ValueId walked = origin_of(subject, operand(module, walk, 0));
    return runs(subject, walked, "itertools.groupby") ? walked : ValueId{};
}

// What the instruction keeps beyond its turn: an item of a comprehension, of a container, an attribute.
ValueId kept_by(const Subject& subject, ValueId at) {
    const program::Module& module = subject.file.module;
    const Instruction& it = subject.at(at);
    switch (it.opcode) {
        case Opcode::list_append:
        case Opcode::dict_insert:
        case Opcode::set_item:
        case Opcode::set_attribute: return operand(module, it, it.operand_count - 1);
        case Opcode::call: {
            const bool appends =
                it.operand_count == 2 && all_run(ran_at(subject, at), [](const analysis::Ran& ran) {
                    return ran.model != nullptr &&
                           (ran.model->name == "list.append" || ran.model->name == "set.add");
                });
            return appends && !ran_at(subject, at).empty() ? operand(module, it, 1) : ValueId{};
        }
        default: return {};
    }
}

void find_kept_groups(const Subject& subject, Sink& sink) {
    const Wording wording(subject.file);
    const auto instructions = subject.file.module.instructions_of(subject.function());
    for (std::uint32_t index = 0; index < instructions.size(); ++index) {
        const ValueId kept = kept_by(subject, ValueId{index});
        if (!kept.valid() || !instructions[index].node) continue;
        const ValueId call = grouped_by(subject, kept);
        if (!call.valid()) continue;
        const NodeId name = subject.node_of(kept);
        if (!name) continue;
        Draft draft = draft_at(subject, ValueId{index}, confidence_of(true, {}),
                               message::Group{.group = wording.expression(name)}.text());
        draft.node = name;
        draft.steps = {
            {step::Grouped{.call = wording.expression(subject.node_of(call))}.text(), subject.node_of(call)},
            {step::Kept{.group = wording.expression(name)}.text(), name}};
        sink.add(std::move(draft));
    }
}

// `list(groupby(…))`: when all pairs are there, all groups are used up.
void find_listed_groups(const Subject& subject, Sink& sink) {
    const Wording wording(subject.file);
    for (const RanSpan ran : ran_by_instruction(subject)) {
        const ValueId at = ran.front().at;
        const Instruction& it = subject.at(at);
        if (it.opcode != Opcode::call || it.operand_count != 2 || !it.node) continue;
        const bool lists =
            runs(ran, "list") || runs(ran, "tuple") || runs(ran, "dict") || runs(ran, "builtins.sorted");
        if (!lists) continue;
        const ValueId listed = origin_of(subject, operand(subject.file.module, it, 1));
        if (!runs(subject, listed, "itertools.groupby")) continue;
        const Phrase call = wording.expression(it.node);
        Draft draft = draft_at(subject, at, confidence_of(true, {}), message::Listed{.call = call}.text());
        draft.steps = {{step::Stepped{.call = call}.text(), draft.node}};
        sink.add(std::move(draft));
    }
}

// Whether the register is something that can be walked once: what a library's function or a generator gives.
bool is_iterator(const Subject& subject, ValueId value) {
    const Opcode opcode = subject.at(value).opcode;
    if (opcode == Opcode::make_function) return false;
    const RanSpan ran = ran_at(subject, value);
    return opcode == Opcode::call && !ran.empty() && all_run(ran, [&](const analysis::Ran& it) {
               if (it.begins) return true;
               if (it.model == nullptr) return false;
               return subject.file.library.term(it.model->result).word == models::Word::iterator;
           });
}

// Whether the instruction walks the value.
bool walks(const Subject& subject, const Instruction& it, ValueId source) {
    const program::Module& module = subject.file.module;
    const bool may_walk = it.opcode == Opcode::get_iterator || it.opcode == Opcode::call ||
                          it.opcode == Opcode::unpack || it.opcode == Opcode::yield_from;
    if (!may_walk) return false;
    const auto operands = module.operands_of(it).subspan(it.opcode == Opcode::call ? 1 : 0);
    return std::ranges::any_of(
        operands, [&](ValueId one) { return one.valid() && sole_origin_of(subject, one) == source; });
}

// `tee(rows)`, and then `rows` itself.
void find_teed_sources(const Subject& subject, Sink& sink) {
    const Wording wording(subject.file);
    const program::Module& module = subject.file.module;
    for (const RanSpan ran : ran_by_instruction(subject)) {
        const ValueId tee = ran.front().at;
        if (!runs(ran, "itertools.tee") || subject.at(tee).operand_count < 2) continue;
        const ValueId source = sole_origin_of(subject, operand(module, subject.at(tee), 1));
        // Of a container each walk begins anew.
        if (!is_iterator(subject, source)) continue;
        const std::vector<bool> is_reached = reached_from(subject, tee);
        for (std::uint32_t index = tee.index() + 1; index < is_reached.size(); ++index) {
            const Instruction& it = subject.at(ValueId{index});
            if (!is_reached[index] || !it.node || !walks(subject, it, source)) continue;
            const Phrase name = wording.expression(subject.node_of(operand(module, subject.at(tee), 1)));
            Draft draft = draft_at(subject, ValueId{index}, confidence_of(false, {}),
                                   message::Source{.source = name}.text());
            draft.steps = {{step::Teed{.source = name}.text(), subject.node_of(tee)},
                           {step::Walked{}.text(), draft.node}};
            sink.add(std::move(draft));
            break;
        }
    }
}

}  // namespace

void run(const Subject& subject, Sink& sink) {
    find_kept_groups(subject, sink);
    find_listed_groups(subject, sink);
    find_teed_sources(subject, sink);
}

}  // namespace doppelint::checks::iterator_shared
