#include "checks/is_with_fresh_object.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "checks/comparisons.h"
#include "checks/enclosing.h"
#include "checks/fix_comparison.h"
#include "checks/registers.h"
#include "checks/results.h"
#include "checks/wording.h"

namespace doppelint::checks::is_with_fresh_object {

namespace {

// `fixed = tuple(parts)` of a tuple: a container under two names.
bool is_about_one_container(const Subject& subject, const Comparison& it) {
    using models::Kind;
    constexpr models::Kinds kContainers = models::kContainers | models::Kinds(Kind::tuple) | Kind::frozenset;
    if (it.fact->reason != heap::Reason::same_value) return false;
    const models::Kinds kinds = subject.any_caller.heap.kinds_of(it.fact->left);
    return !kinds.empty() && kinds.within(kContainers) &&
           origin_of(subject, it.fact->left_id) != origin_of(subject, it.fact->right_id);
}

// `id(f()) == id(g())`: the second object may stand where the first one was.
bool compares_ids_of_temporaries(const Subject& subject, const Comparison& it) {
    const Instruction& comparison = subject.at(it.fact->comparison);
    if (comparison.opcode != Opcode::compare) return false;
    const auto how = static_cast<program::Comparison>(comparison.detail);
    const bool is_by_id = how == program::Comparison::equal || how == program::Comparison::not_equal;
    return is_by_id && (subject.at(it.fact->left_id).opcode == Opcode::call ||
                        subject.at(it.fact->right_id).opcode == Opcode::call);
}

// `frame.keys() is frame.columns`: what a method gives whose class is only guessed by its name.
bool is_guessed(const Subject& subject, ValueId side) {
    const ValueId made = origin_of(subject, side);
    return subject.at(made).opcode == Opcode::call &&
           std::ranges::any_of(ran_at(subject, made), &analysis::Ran::guessed);
}

// `options is None`, behind `options = {}`.
std::vector<DraftStep> steps_of(const Subject& subject, const Comparison& it) {
    const Wording wording(subject.file);
    const std::array sides{it.fact->left_id, it.fact->right_id};
    for (const std::size_t place : {0U, 1U}) {
        const ValueId made = origin_of(subject, sides[place]);
        const Instruction& constant = subject.at(origin_of(subject, sides[1 - place]));
        const bool is_none =
            constant.opcode == Opcode::constant &&
            subject.file.module.constants[constant.payload].kind == program::ConstantKind::none;
        if (!is_none || made == sides[place] || !subject.node_of(made) || !subject.node_of(sides[place]))
            continue;
        const Phrase side = wording.expression(subject.node_of(sides[place]));
        return {{step::Made{.side = side}.text(), subject.node_of(made)},
                {step::Never{.side = side}.text(), it.node}};
    }
    return {{step::Reason{.reason = heap::sentence_of(it.fact->reason)}.text(), it.node}};
}

}  // namespace

void run(const Subject& subject, Sink& sink) {
    for (const Comparison& it : comparisons(subject)) {
        const analysis::Verdict verdict = it.fact->verdict;
        const bool is_fixed =
            verdict == analysis::Verdict::always_true || verdict == analysis::Verdict::always_false;
        if (!is_fixed || (!is_about_new_object(it) && !is_about_one_container(subject, it))) continue;
        const bool answer = (verdict == analysis::Verdict::always_true) != it.negated;
        const bool is_assertion = subject.at(it.fact->comparison).opcode == Opcode::call;
        if ((answer && is_assertion) || asserted_answer(subject.file.tree, it.node) == answer ||
            compares_ids_of_temporaries(subject, it) || is_guessed(subject, it.fact->left_id) ||
            is_guessed(subject, it.fact->right_id))
            continue;
        const Phrase word(std::string_view(answer ? "True" : "False"));
        Draft draft = draft_of(it, message::Fixed{.comparison = words_of(subject, it), .answer = word}.text(),
                               it.fact->taken_for_granted);
        draft.steps = steps_of(subject, it);
        const Phrase sign(std::string_view(it.negated ? "!=" : "=="));
        if (compares_with_display(subject, it))
            draft.fix = compared_by_value(subject, it, fix::Compare{.sign = sign}.text());
        sink.add(std::move(draft));
    }
}

}  // namespace doppelint::checks::is_with_fresh_object
