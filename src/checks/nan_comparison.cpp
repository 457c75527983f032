#include "checks/nan_comparison.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "analysis/nan.h"
#include "checks/confidence.h"
#include "checks/drafts.h"
#include "checks/enclosing.h"
#include "checks/fix_comparison.h"
#include "checks/registers.h"
#include "checks/results.h"
#include "checks/test_modules.h"
#include "checks/wording.h"

namespace doppelint::checks::nan_comparison {
namespace {

using analysis::Nan;
using program::Comparison;

Nan nan_of(const Subject& subject, ValueId value) {
    return analysis::nan_of(subject.file.module, subject.function(), subject.file.globals, value);
}

Phrase words_of_side(const Subject& subject, ValueId value) {
    const NodeId node = subject.node_of(value);
    return node ? Wording(subject.file).expression(node) : Phrase(std::string_view("…"));
}

// A default that is asked for by `is`: which object it is matters, not its value.
bool is_own_default(const Subject& subject, ValueId other) {
    const Instruction& it = subject.at(origin_of(subject, other));
    return it.opcode == Opcode::parameter &&
           subject.file.module.parameters_of(subject.function())[it.payload].has_default;
}

bool asks_identity(const Instruction& it) {
    const auto how = static_cast<Comparison>(it.detail);
    return it.opcode == Opcode::compare && (how == Comparison::is || how == Comparison::is_not);
}

// An object that stands for something by which it is, such as `NA` or `no_default`: no constant, and no NaN.
bool is_marker(const Subject& subject, ValueId value) {
    const Opcode made = subject.at(origin_of(subject, value)).opcode;
    const bool is_named = made == Opcode::load_global || made == Opcode::get_attribute;
    return is_named && nan_of(subject, value) != Nan::is;
}

// `value is NA or value is nan`, or `value = nan` before: who tells markers apart, or asks whether a variable
// was bound anew, means just this object.
bool asks_which_marker(const Subject& subject, ValueId other) {
    const std::vector<ValueId> origins = origins_of(subject, other);
    const auto is_nan = [&](ValueId it) { return nan_of(subject, it) == Nan::is; };
    if (std::ranges::any_of(origins, is_nan)) return true;
    const program::Module& module = subject.file.module;
    return std::ranges::any_of(module.instructions_of(subject.function()), [&](const Instruction& it) {
        if (!asks_identity(it)) return false;
        const ValueId left = operand(module, it, 0);
        return std::ranges::find(origins, origin_of(subject, left)) != origins.end() &&
               is_marker(subject, operand(module, it, 1));
    });
}

// `float("nan")`, which no other object is.
bool is_made_here(const Subject& subject, ValueId nan) {
    return subject.at(origin_of(subject, nan)).opcode == Opcode::call;
}

// An instance of a class of the project says what it is equal to.
bool asks_own_method(const Subject& subject, ValueId at) {
    const RanSpan ran = ran_at(subject, at);
    return std::ranges::any_of(ran, [](const analysis::Ran& it) { return it.code.valid(); });
}

// `@parametrize("score", [nan, 1000])`: what a decorator hands over is the very object that it was given.
bool is_handed_nan(const Subject& subject, ValueId value) {
    if (subject.file.project == nullptr || subject.at(origin_of(subject, value)).opcode != Opcode::parameter)
        return false;
    const program::Module& module = subject.file.module;
    const project::Definition& definition =
        subject.file.project->interface(subject.file.module_id).definition(subject.id);
    if (!definition.made_in.valid()) return false;
    const program::Function& around = module.function(definition.made_in);
    return std::ranges::any_of(definition.decorators, [&](ValueId decorator) {
        const Instruction& it = at(module, origin_of(module, {&around, decorator}));
        return it.opcode == Opcode::call && std::ranges::any_of(module.operands_of(it), [&](ValueId given) {
                   return analysis::nan_of(module, around, subject.file.globals, given) == Nan::holds;
               });
    });
}

struct Words {
    std::string message, step;
};

void report(const Subject& subject, Sink& sink, ValueId at, Words words, Witness witness = Witness::seen,
            ValueId nan = {}) {
    Draft draft = draft_at(subject, at, confidence_of(true, {}, witness), std::move(words.message));
    draft.steps = {{std::move(words.step), draft.node}};
    const Instruction& it = subject.at(at);
    const NodeId side = nan.valid() ? subject.node_of(nan) : NodeId{};
    if (side && it.opcode == Opcode::compare)
        draft.fix = asked_for_nan(subject, it.node, side, fix::Ask{}.text());
    sink.add(std::move(draft));
}

void look_at_identity(const Subject& subject, Sink& sink, ValueId at, ValueId nan, ValueId other) {
    if (is_own_default(subject, other) || asks_which_marker(subject, other)) return;
    // `assert nan is not float("nan")`: that it is so is the point.
    const Instruction& it = subject.at(at);
    if (static_cast<Comparison>(it.detail) == Comparison::is_not && is_asserted(subject.file.tree, it.node))
        return;
    // Of one that has a name, which object it is may be what is asked.
    const bool asks_which =
        subject.at(origin_of(subject, other)).opcode == Opcode::get_attribute || is_in_test(subject);
    const Witness witness = asks_which && !is_made_here(subject, nan) ? Witness::assumed : Witness::seen;
    report(subject, sink, at,
           {message::Identity{.nan = words_of_side(subject, nan)}.text(), step::Identity{}.text()}, witness,
           nan);
}

void look_at_comparison(const Subject& subject, Sink& sink, ValueId at) {
    const Instruction& it = subject.at(at);
    const ValueId left = operand(subject.file.module, it, 0);
    const ValueId right = operand(subject.file.module, it, 1);
    const auto how = static_cast<Comparison>(it.detail);
    const bool asks_items = how == Comparison::in || how == Comparison::not_in;
    if (asks_items) {
        if (nan_of(subject, right) != Nan::holds || is_handed_nan(subject, left)) return;
        const std::string message = message::Holds{.container = words_of_side(subject, right)}.text();
        return report(subject, sink, at, {message, step::Holds{}.text()});
    }
    const bool left_is = nan_of(subject, left) == Nan::is;
    const bool right_is = nan_of(subject, right) == Nan::is;
    if (!left_is && !right_is) return;
    const Phrase nan = words_of_side(subject, right_is ? right : left);
    const bool by_identity = how == Comparison::is || how == Comparison::is_not;
    if (by_identity)
        return look_at_identity(subject, sink, at, right_is ? right : left, right_is ? left : right);
    if (asks_own_method(subject, at)) return;
    const bool answer = how == Comparison::not_equal;
    if (answer && is_asserted(subject.file.tree, it.node)) return;
    const Phrase words(std::string_view(answer ? "True" : "False"));
    // A test may ask for just that.
    const Witness witness = is_in_test(subject) ? Witness::assumed : Witness::seen;
    report(subject, sink, at, {message::Fixed{.nan = nan, .answer = words}.text(), step::Unequal{}.text()},
           witness, right_is ? right : left);
}

// `assertEqual(mean([]), float("nan"))`
void look_at_assertion(const Subject& subject, Sink& sink, RanSpan ran) {
    const ValueId at = ran.front().at;
    const bool asserts = subject.at(at).opcode == Opcode::call && all_run(ran, [](const analysis::Ran& it) {
                             return it.model != nullptr && it.model->name == "unittest.TestCase.assertEqual";
                         });
    if (!asserts || !subject.node_of(at)) return;
    const auto operands = subject.file.module.operands_of(subject.at(at));
    for (const ValueId it : operands.subspan(1, std::min<std::size_t>(operands.size() - 1, 2))) {
        if (nan_of(subject, it) != Nan::is) continue;
        return report(subject, sink, at,
                      {message::Asserted{.nan = words_of_side(subject, it)}.text(), step::Unequal{}.text()});
    }
}

}  // namespace

void run(const Subject& subject, Sink& sink) {
    const auto instructions = subject.file.module.instructions_of(subject.function());
    for (std::uint32_t index = 0; index < instructions.size(); ++index) {
        const Instruction& it = instructions[index];
        if (!it.node) continue;
        if (it.opcode == Opcode::compare) look_at_comparison(subject, sink, ValueId{index});
    }
    for (const RanSpan ran : ran_by_instruction(subject)) look_at_assertion(subject, sink, ran);
}

}  // namespace doppelint::checks::nan_comparison
