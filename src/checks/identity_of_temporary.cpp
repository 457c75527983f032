#include "checks/identity_of_temporary.h"

#include <algorithm>
#include <string>
#include <utility>

#include "checks/class_attributes.h"
#include "checks/comparisons.h"
#include "checks/confidence.h"
#include "checks/drafts.h"
#include "checks/fix_comparison.h"
#include "checks/kept_ids.h"
#include "checks/registers.h"
#include "checks/results.h"
#include "checks/test_modules.h"
#include "checks/wording.h"

namespace doppelint::checks::identity_of_temporary {
namespace {

// `self.on_tick`, looked up right here: each time another object.
bool makes_method(const Subject& subject, ValueId value) {
    return subject.at(value).opcode == Opcode::get_attribute &&
           std::ranges::find(subject.facts().bound_methods, value) != subject.facts().bound_methods.end();
}

// `self.handler is None`: who asks that does not take the attribute for a method.
bool is_other_thing(const Subject& subject, const heap::Value& other) {
    using models::Kind;
    const models::Kinds kinds = subject.any_caller.heap.kinds_of(other);
    const models::Kinds things = models::Kinds(Kind::none) | Kind::boolean | Kind::class_ | Kind::module;
    return !kinds.empty() && kinds.within(things);
}

// `assert player.play is player.play` in a test: whether a bound method is new each time is what it asks.
bool asks_how_it_is_bound(const Subject& subject, const Comparison& comparison) {
    const syntax::Tree& tree = subject.file.tree;
    const NodeId left = subject.node_of(comparison.fact->left_id);
    const NodeId right = subject.node_of(comparison.fact->right_id);
    return left && right && tree.text(left) == tree.text(right) && is_in_test(subject) &&
           is_asserted(subject, comparison);
}

void look_at_comparisons(const Subject& subject, Sink& sink) {
    const Wording wording(subject.file);
    for (const analysis::IdentityFact& fact : subject.facts().identities) {
        const Instruction& it = subject.at(fact.comparison);
        if (it.opcode != Opcode::compare || !it.node) continue;
        const bool negated = static_cast<program::Comparison>(it.detail) == program::Comparison::is_not;
        const ValueId left = operand(subject.file.module, it, 0);
        const ValueId right = operand(subject.file.module, it, 1);
        const Comparison comparison{&fact, it.node, negated};
        if (negated && is_asserted(subject, comparison)) continue;
        if (asks_how_it_is_bound(subject, comparison)) continue;
        const Phrase answer(std::string_view(negated ? "True" : "False"));
        const Phrase words = words_of(subject, comparison);
        for (const ValueId side : {left, right}) {
            if (!makes_method(subject, side) ||
                is_other_thing(subject, side == left ? fact.right : fact.left))
                continue;
            const Phrase method = wording.expression(subject.node_of(side));
            Draft draft = draft_at(subject, fact.comparison, confidence_of(true, {}),
                                   message::Method{.comparison = words, .answer = answer}.text());
            draft.steps = {{step::Fresh{.method = method}.text(), subject.node_of(side)}};
            const Phrase sign(std::string_view(negated ? "!=" : "=="));
            draft.fix = compared_by_value(subject, comparison, fix::Compare{.sign = sign}.text());
            sink.add(std::move(draft));
            break;
        }
    }
}

// `each is callback`, where callers pass `self.on_tick`.
void look_at_what_is_passed(const Subject& subject, Sink& sink) {
    if (subject.file.flow == nullptr) return;
    for (const analysis::FlowComparison& it :
         subject.file.flow->comparisons({subject.file.module_id, subject.id})) {
        const NodeId node = subject.node_of(it.comparison);
        if (it.what != analysis::FlowComparison::What::fresh_method || !node) continue;
        const bool negated =
            static_cast<program::Comparison>(subject.at(it.comparison).detail) == program::Comparison::is_not;
        const Phrase answer(std::string_view(negated ? "True" : "False"));
        Draft draft =
            draft_at(subject, it.comparison, confidence_of(false, {}),
                     message::Method{.comparison = words_of(subject, node), .answer = answer}.text());
        draft.steps = {step_at(subject, step::Earlier{}.text(), it.other_in, it.other),
                       step_at(subject, step::Passed{}.text(), it.made_in, it.made),
                       {step::Compared{}.text(), node}};
        sink.add(std::move(draft));
    }
}

/// Evidence of this rule alone.
constexpr std::uint32_t kIdEvidence = 0x2000'0000U;

// `self.seen.add(id(row))`, where callers pass what nobody keeps.
void look_at_kept_ids(const Subject& subject, Sink& sink) {
    const Wording wording(subject.file);
    const program::Module& module = subject.file.module;
    for (const KeptId& it : kept_ids(subject)) {
        const std::string_view name =
            module.text(module.parameters_of(subject.function())[it.parameter].name);
        if (!subject.node_of(it.stored)) continue;
        Draft draft =
            draft_at(subject, it.stored, confidence_of(false, {}), message::Kept{.parameter = name}.text());
        draft.steps = {{step::KeepsId{.parameter = name}.text(), draft.node}};
        draft.wants_evidence = ArgumentOf{{subject.file.module_id, subject.id}, it.parameter | kIdEvidence};
        sink.add(std::move(draft));
    }
    if (is_in_test(subject)) return;
    for (const PassedTemporary& it : passed_temporaries(subject)) {
        const NodeId node = subject.node_of(it.call);
        if (!node || !subject.node_of(it.passed)) continue;
        const Phrase passed = wording.expression(subject.node_of(it.passed));
        Evidence evidence{
            {it.argument.callee, it.argument.parameter | kIdEvidence}, subject.file.module_id, node, {}};
        evidence.steps.push_back({step::Temporary{.argument = passed}.text(), node, subject.file.module_id});
        sink.add(std::move(evidence));
    }
}

// Whether the call makes a new object, or one of the functions that it may reach does.
bool makes_instance(const Subject& subject, ValueId value) {
    if (subject.at(value).opcode != Opcode::call) return false;
    return std::ranges::any_of(ran_at(subject, value), [](const analysis::Ran& it) {
        return !it.nested && (it.constructs || (it.code.valid() && !it.begins && it.makes_object));
    });
}

bool runs(RanSpan ran, std::string_view name) {
    return all_run(ran,
                   [&](const analysis::Ran& it) { return it.model != nullptr && it.model->name == name; });
}

// Whether the result outlives the expression: in a name, a test, a display or comprehension.
bool is_kept(const Subject& subject, ValueId call) {
    const Result result = result_of(subject, call);
    switch (result.fate) {
        case Fate::bound:
        case Fate::tested:
        case Fate::returned: return true;
        case Fate::used: {
            const Opcode by = subject.at(result.by).opcode;
            return by == Opcode::set_add || by == Opcode::list_append || by == Opcode::dict_insert;
        }
        default: return false;
    }
}

// `id(f())`: the object is gone before anybody can compare.
void look_at_id(const Subject& subject, Sink& sink, RanSpan ran) {
    const ValueId call = ran.front().at;
    const program::Module& module = subject.file.module;
    const Instruction& it = subject.at(call);
    if (it.operand_count != 2 || !runs(ran, "builtins.id")) return;
    const ValueId argument = operand(module, it, 1);
    const bool is_method = makes_method(subject, argument);
    if (!is_kept(subject, call) || (!is_method && !makes_instance(subject, argument))) return;
    const Phrase temporary = Wording(subject.file).expression(subject.node_of(argument));
    Draft draft =
        draft_at(subject, call, confidence_of(is_method, {}), message::Id{.temporary = temporary}.text());
    draft.steps = {{step::Gone{.temporary = temporary}.text(), draft.node}};
    sink.add(std::move(draft));
}

// `assertIs(button.command, self.close)`
void look_at_assertion(const Subject& subject, Sink& sink, RanSpan ran) {
    if (!runs(ran, "unittest.TestCase.assertIs")) return;
    const ValueId call = ran.front().at;
    const auto operands = subject.file.module.operands_of(subject.at(call)).subspan(1);
    for (const ValueId it : operands.first(std::min<std::size_t>(operands.size(), 2))) {
        if (!makes_method(subject, it)) continue;
        const Phrase method = Wording(subject.file).expression(subject.node_of(it));
        Draft draft =
            draft_at(subject, call, confidence_of(true, {}), message::Asserted{.method = method}.text());
        draft.steps = {{step::Fresh{.method = method}.text(), subject.node_of(it)}};
        return sink.add(std::move(draft));
    }
}

void look_at_calls(const Subject& subject, Sink& sink) {
    for (const RanSpan ran : ran_by_instruction(subject)) {
        const ValueId at = ran.front().at;
        if (subject.at(at).opcode != Opcode::call || !subject.node_of(at)) continue;
        look_at_id(subject, sink, ran);
        look_at_assertion(subject, sink, ran);
    }
}

}  // namespace

void run(const Subject& subject, Sink& sink) {
    look_at_comparisons(subject, sink);
    look_at_what_is_passed(subject, sink);
    look_at_calls(subject, sink);
    look_at_kept_ids(subject, sink);
}

}  // namespace doppelint::checks::identity_of_temporary
