#include "checks/iterator_shared.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "checks/confidence.h"
#include "checks/drafts.h"
#include "checks/iterators.h"
#include "checks/order.h"
#include "checks/own_attributes.h"
#include "checks/registers.h"
#include "checks/results.h"
#include "checks/wording.h"

namespace doppelint::checks::iterator_shared {
namespace {

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

// Evidence that callers pass what can be walked once.
ArgumentOf passed_once(program::CodeId code, std::uint32_t parameter) {
    return {code, parameter, Asked::once};
}

// `total(row for row in rows)`
void find_passed_walks(const Subject& subject, Sink& sink) {
    constexpr std::size_t kMostCalls = 200;
    const Wording wording(subject.file);
    const program::Module& module = subject.file.module;
    const program::ModuleId here = subject.file.module_id;
    std::size_t calls = 0;
    for (const RanSpan ran : ran_by_instruction(subject)) {
        const ValueId at = ran.front().at;
        const Instruction& it = subject.at(at);
        const program::CodeId code = ran.front().code;
        if (it.opcode != Opcode::call || !code.valid() || ran.front().nested || ran.front().constructs)
            continue;
        if (++calls > kMostCalls) return;
        const std::uint32_t self = subject.file.project->class_around(code).valid() ? 1 : 0;
        for (std::uint32_t index = 1; index < it.operand_count; ++index) {
            if (module.label_of(it, index) != program::Label{}) continue;
            const ValueId passed = origin_of(subject, operand(module, it, index));
            if (!passed.valid() || !is_iterator(subject, passed) || !subject.node_of(passed)) continue;
            const Phrase words = wording.expression(subject.node_of(passed));
            Evidence evidence{passed_once(code, index - 1 + self), here, subject.node_of(passed), {}};
            evidence.steps.push_back({step::Source{.source = words}.text(), subject.node_of(passed), here});
            sink.add(std::move(evidence));
        }
    }
}

// `tee(rows)`, and then `rows` itself.
void find_teed_sources(const Subject& subject, Sink& sink) {
    const Wording wording(subject.file);
    const program::Module& module = subject.file.module;
    for (const RanSpan ran : ran_by_instruction(subject)) {
        const ValueId tee = ran.front().at;
        if (!runs(ran, "itertools.tee") || subject.at(tee).operand_count < 2) continue;
        const ValueId source = sole_origin_of(subject, operand(module, subject.at(tee), 1));
        const Instruction& made = subject.at(source);
        // Of a container each walk begins anew; what a parameter is, callers say.
        const bool is_given = made.opcode == Opcode::parameter;
        if (!is_given && !is_iterator(subject, source)) continue;
        const std::vector<bool> is_reached = reached_from(subject, tee);
        for (std::uint32_t index = tee.index() + 1; index < is_reached.size(); ++index) {
            const Instruction& it = subject.at(ValueId{index});
            if (!is_reached[index] || !it.node || !walks(subject, it, source)) continue;
            const Phrase name = wording.expression(subject.node_of(operand(module, subject.at(tee), 1)));
            Draft draft = draft_at(subject, ValueId{index}, confidence_of(false, {}),
                                   message::Source{.source = name}.text());
            draft.steps = {{step::Teed{.source = name}.text(), subject.node_of(tee)},
                           {step::Walked{}.text(), draft.node}};
            if (is_given)
                draft.wants_evidence = passed_once({subject.file.module_id, subject.id}, made.payload);
            sink.add(std::move(draft));
            break;
        }
    }
}

// Evidence that a method made copies of what the attribute walks, and dropped the rest.
ArgumentOf teed(program::CodeId of, std::string_view attribute) {
    return named_evidence(of, Asked::teed, attribute);
}

// Evidence that the attribute is something that can be walked once: where it is made, and where it is walked.
ArgumentOf made_once(program::CodeId of, std::string_view attribute) {
    return named_evidence(of, Asked::made_once, attribute);
}
ArgumentOf walked_once(program::CodeId of, std::string_view attribute) {
    return named_evidence(of, Asked::walked_once, attribute);
}

// `self.rows = (…)`: whether it is taken apart by others, other methods say.
void find_own_iterators(const Subject& subject, Sink& sink) {
    const program::CodeId around = own_class(subject);
    if (!around.valid()) return;
    const Wording wording(subject.file);
    const program::Module& module = subject.file.module;
    const program::ModuleId here = subject.file.module_id;
    for (const Instruction& it : module.instructions_of(subject.function())) {
        if (!sets_own_attribute(subject, it) || !it.node) continue;
        const ValueId value = origin_of(subject, operand(module, it, 1));
        if (!is_iterator(subject, value) || !subject.node_of(value)) continue;
        const std::string_view attribute = module.text(NameId{it.payload});
        Evidence made{made_once(around, attribute), here, subject.node_of(value), {}};
        made.steps.push_back({step::Source{.source = wording.expression(subject.node_of(value))}.text(),
                              subject.node_of(value), here});
        Evidence walked = made;
        walked.argument = walked_once(around, attribute);
        walked.handed_on = teed(around, attribute);
        sink.add(std::move(made));
        sink.add(std::move(walked));
    }
}

bool is_rebound(const Subject& subject, program::CodeId of, std::string_view attribute) {
    const analysis::ClassReader classes = subject.file.project->classes();
    const project::ClassInfo* const info = classes.find(of);
    return info == nullptr || classes.is_rebound(*info, attribute);
}

// `ahead, _ = tee(self.rows)`: the other methods go on with `self.rows`.
void find_teed_attributes(const Subject& subject, Sink& sink) {
    const program::CodeId around = own_class(subject);
    if (!around.valid()) return;
    const Wording wording(subject.file);
    const program::Module& module = subject.file.module;
    const auto instructions = module.instructions_of(subject.function());
    for (const RanSpan ran : ran_by_instruction(subject)) {
        const ValueId tee = ran.front().at;
        if (!runs(ran, "itertools.tee") || subject.at(tee).operand_count < 2 || !subject.node_of(tee))
            continue;
        const ValueId source = operand(module, subject.at(tee), 1);
        const auto attribute = own_attribute(subject, source);
        if (!attribute) continue;
        // `self.rows, ahead = tee(self.rows)`
        const bool is_renewed = std::ranges::any_of(instructions, [&](const Instruction& it) {
            return sets_own_attribute(subject, it) && module.text(NameId{it.payload}) == *attribute;
        });
        if (is_renewed) continue;
        const program::ModuleId here = subject.file.module_id;
        Evidence evidence{teed(around, *attribute), here, subject.node_of(tee), {}};
        evidence.steps.push_back({step::Teed{.source = wording.expression(subject.node_of(source))}.text(),
                                  subject.node_of(tee), here});
        sink.add(std::move(evidence));
    }
}

// `for row in self.rows`, where that can be walked once.
void find_walked_attributes(const Subject& subject, Sink& sink) {
    const program::CodeId around = own_class(subject);
    if (!around.valid()) return;
    const auto instructions = subject.file.module.instructions_of(subject.function());
    for (std::uint32_t index = 0; index < instructions.size(); ++index) {
        const Instruction& it = instructions[index];
        if (it.opcode != Opcode::get_iterator || !it.node) continue;
        const auto attribute = own_attribute(subject, operand(subject.file.module, it, 0));
        if (!attribute) continue;
        if (is_rebound(subject, around, *attribute)) continue;
        Draft draft = draft_at(subject, ValueId{index}, confidence_of(false, {}),
                               message::Source{.source = joined({"self.", *attribute})}.text());
        draft.steps = {{step::Walked{}.text(), draft.node}};
        draft.wants_evidence = walked_once(around, *attribute);
        sink.add(std::move(draft));
    }
}

// Evidence that the `__iter__` of a class gives one and the same iterator each time.
ArgumentOf gives_kept_walk(program::CodeId code) {
    return named_evidence(code, Asked::one_walk, {});
}

void find_kept_walks(const Subject& subject, Sink& sink) {
    const program::Module& module = subject.file.module;
    const program::CodeId around = own_class(subject);
    if (!around.valid() || module.text(subject.function().name) != "__iter__" ||
        subject.function().is_generator) {
        return;
    }
    for (const Instruction& it : module.instructions_of(subject.function())) {
        if (it.opcode != Opcode::return_value || !it.node) continue;
        const auto attribute = own_attribute(subject, operand(module, it, 0));
        if (!attribute) continue;
        if (is_rebound(subject, around, *attribute)) continue;
        const program::ModuleId here = subject.file.module_id;
        sink.add(
            Evidence{gives_kept_walk({here, subject.id}), here, it.node, {}, made_once(around, *attribute)});
    }
}

// `for a in feed: for b in feed: …`, where the feed has one walk alone.
void find_nested_walks(const Subject& subject, Sink& sink) {
    const Wording wording(subject.file);
    const program::Module& module = subject.file.module;
    const auto instructions = module.instructions_of(subject.function());
    std::vector<ValueId> loops;
    constexpr std::size_t kMostLoops = 60;
    for (std::uint32_t index = 0; index < instructions.size() && loops.size() < kMostLoops; ++index) {
        const Instruction& it = instructions[index];
        if (it.opcode == Opcode::get_iterator && it.node) loops.emplace_back(index);
    }
    for (const ValueId inner : loops) {
        const ValueId walked = operand(module, subject.at(inner), 0);
        const auto outer = std::ranges::find_if(loops, [&](ValueId it) {
            return it < inner && is_in_body_of(subject, subject.node_of(inner), subject.node_of(it)) &&
                   same_thing(subject, operand(module, subject.at(it), 0), walked);
        });
        if (outer == loops.end()) continue;
        const program::CodeId code = iter_run_by(subject, inner);
        if (!code.valid()) continue;
        const Phrase name = wording.expression(subject.node_of(walked));
        Draft draft =
            draft_at(subject, inner, confidence_of(false, {}), message::Nested{.walked = name}.text());
        draft.steps = {{step::Outer{.walked = name}.text(), subject.node_of(*outer)},
                       {step::Inner{}.text(), draft.node}};
        draft.wants_evidence = gives_kept_walk(code);
        sink.add(std::move(draft));
    }
}

// `zip(rows, (row.name for row in rows))`: both draw on one walk.
void find_shared_draws(const Subject& subject, Sink& sink) {
    const Wording wording(subject.file);
    for (const analysis::SharedDraw& it : subject.facts().shared_draws) {
        const NodeId here = subject.node_of(it.where);
        if (!here) continue;
        const heap::Object& drawing = subject.object(it.drawing);
        const NodeId made =
            drawing.origin == heap::Origin::site ? subject.node_of(ValueId{drawing.site}) : here;
        const heap::Object& iterator = subject.object(it.object);
        const NodeId source =
            iterator.origin == heap::Origin::site ? subject.node_of(ValueId{iterator.site}) : NodeId{};
        Draft draft = draft_at(subject, it.where, confidence_of(true, {}),
                               message::SideBySide{.call = wording.expression(made ? made : here)}.text());
        if (source)
            draft.steps.push_back({step::Source{.source = wording.expression(source)}.text(), source});
        draft.steps.push_back({step::Drawn{}.text(), here});
        draft.object = it.object;
        sink.add(std::move(draft));
    }
}

// `max(groupby(…))` goes through all groups before it gives one.
void find_chosen_groups(const Subject& subject, Sink& sink) {
    const Wording wording(subject.file);
    for (const RanSpan ran : ran_by_instruction(subject)) {
        const ValueId at = ran.front().at;
        const Instruction& it = subject.at(at);
        if (it.opcode != Opcode::call || it.operand_count < 2) continue;
        const bool chooses =
            runs(ran, "max") || runs(ran, "min") || runs(ran, "builtins.max") || runs(ran, "builtins.min");
        if (!chooses) continue;
        const ValueId walked = origin_of(subject, operand(subject.file.module, it, 1));
        if (!runs(subject, walked, "itertools.groupby")) continue;
        const ValueId used = group_used(subject, at);
        if (!used.valid()) continue;
        const Phrase call = wording.expression(it.node);
        Draft draft = draft_at(subject, used, confidence_of(true, {}), message::Chosen{.call = call}.text());
        draft.steps = {{step::Stepped{.call = call}.text(), it.node}, {step::Used{}.text(), draft.node}};
        sink.add(std::move(draft));
    }
}

}  // namespace

void run(const Subject& subject, Sink& sink) {
    find_kept_groups(subject, sink);
    find_listed_groups(subject, sink);
    find_teed_sources(subject, sink);
    if (subject.file.project != nullptr) {
        find_passed_walks(subject, sink);
        find_own_iterators(subject, sink);
        find_teed_attributes(subject, sink);
        find_walked_attributes(subject, sink);
        find_kept_walks(subject, sink);
        find_nested_walks(subject, sink);
    }
    find_shared_draws(subject, sink);
    find_chosen_groups(subject, sink);
}

}  // namespace doppelint::checks::iterator_shared
