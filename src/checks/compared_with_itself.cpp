#include "checks/compared_with_itself.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "checks/confidence.h"
#include "checks/drafts.h"
#include "checks/enclosing.h"
#include "checks/registers.h"
#include "checks/results.h"
#include "checks/test_modules.h"
#include "checks/wording.h"

namespace doppelint::checks::compared_with_itself {
namespace {

using models::Kind;
using models::Kinds;
using syntax::Tree;

struct Sides {
    NodeId left, sign, right;
};

Sides sides_of(const Tree& tree, NodeId comparison) {
    std::vector<NodeId> parts;
    if (tree.kind(comparison) == syntax::Kind::comparison_operator) {
        for (const NodeId it : tree.children(comparison)) parts.push_back(it);
    }
    return parts.size() == 3 ? Sides{parts[0], parts[1], parts[2]} : Sides{};
}

bool is_written_twice(const Tree& tree, const Sides& sides) {
    return tree.text(sides.left) == tree.text(sides.right);
}

// What is equal to itself for sure: no number that may be NaN.
bool is_never_nan(const Subject& subject, const heap::Value& value) {
    constexpr Kinds kEqual = Kinds(Kind::none) | Kind::boolean | Kind::integer | Kind::string | Kind::bytes |
                             Kind::list | Kind::dict | Kind::set | Kind::tuple | Kind::frozenset |
                             Kind::bytearray;
    const Kinds kinds = subject.any_caller.heap.kinds_of(value);
    return !kinds.empty() && kinds.within(kEqual);
}

NodeId whole_condition(const Tree& tree, NodeId comparison) {
    NodeId result = comparison;
    for (NodeId outer = enclosing(tree, comparison); outer; outer = enclosing(tree, outer)) {
        const syntax::Kind kind = tree.kind(outer);
        if (kind != syntax::Kind::boolean_operator && kind != syntax::Kind::parenthesized_expression) break;
        result = outer;
    }
    return result;
}

// `width` of `self.width`.
std::string_view behind_root(std::string_view path) {
    const std::size_t dot = path.find('.');
    return dot == std::string_view::npos ? std::string_view() : path.substr(dot);
}

// Beside `self.width == other.width` a comparison of `self.height` with itself is a slip of the pen; beside
// another one with itself both ask for NaN.
bool is_slip(const Tree& tree, NodeId comparison) {
    const NodeId whole = whole_condition(tree, comparison);
    if (whole == comparison) return false;
    bool result = false;
    for (std::uint32_t at = whole.index(); at < tree.end(whole).index(); ++at) {
        const NodeId node{at};
        if (node == comparison) continue;
        const Sides sides = sides_of(tree, node);
        if (!sides.left) continue;
        if (is_written_twice(tree, sides)) return false;
        const std::string_view left = tree.text(sides.left);
        const std::string_view right = tree.text(sides.right);
        result |= !behind_root(left).empty() && behind_root(left) == behind_root(right);
    }
    return result;
}

bool answer_of(const Instruction& it) {
    using program::Comparison;
    const auto how = static_cast<Comparison>(it.detail);
    return how == Comparison::equal || how == Comparison::less_equal || how == Comparison::greater_equal ||
           how == Comparison::is;
}

// Where the name on this side got the object.
ValueId bound_at(const Subject& subject, ValueId side) {
    const program::Module& module = subject.file.module;
    while (side.valid()) {
        const Instruction& it = subject.at(side);
        if (it.opcode == Opcode::bind) return side;
        side = passes_on(it.opcode) ? operand(module, it, 0) : ValueId{};
    }
    return {};
}

// `old = state`, changed since: that `old` is no copy says another rule.
bool is_snapshot(const Subject& subject, const Instruction& comparison) {
    const auto operands = subject.file.module.operands_of(comparison);
    return std::ranges::any_of(subject.facts().broken, [&](const analysis::Broken& broken) {
        const analysis::Claim& claim = subject.claim_of(broken);
        if (claim.shape != analysis::Claim::Shape::binding) return false;
        return std::ranges::any_of(operands,
                                   [&](ValueId side) { return bound_at(subject, side) == claim.where; });
    });
}

// `self.resolved(name) == name`, where the method only gives its argument back: classes below say more.
bool is_left_to_subclasses(const Subject& subject, const Instruction& comparison) {
    const program::Module& module = subject.file.module;
    return std::ranges::any_of(module.operands_of(comparison), [&](ValueId side) {
        const ValueId made = origin_of(subject, side);
        if (subject.file.project == nullptr || subject.at(made).opcode != Opcode::call) return false;
        const Instruction& callee = subject.at(origin_of(subject, operand(module, subject.at(made), 0)));
        if (callee.opcode != Opcode::get_attribute) return false;
        const Instruction& self = subject.at(origin_of(subject, operand(module, callee, 0)));
        return self.opcode == Opcode::parameter && self.payload == 0 &&
               std::ranges::any_of(ran_at(subject, made), [&](const analysis::Ran& it) {
                   return !it.nested && it.code.valid() && subject.file.project->is_placeholder(it.code);
               });
    });
}

bool is_meant(const Subject& subject, const analysis::SelfComparison& fact, const Sides& sides) {
    const Tree& tree = subject.file.tree;
    const Instruction& it = subject.at(fact.comparison);
    if ((answer_of(it) && is_asserted(tree, whole_condition(tree, it.node))) || is_snapshot(subject, it) ||
        is_left_to_subclasses(subject, it))
        return true;
    return is_written_twice(tree, sides) && !is_never_nan(subject, fact.compared) && !is_slip(tree, it.node);
}

// Where each side got its value, in order, and that they are one.
std::vector<DraftStep> steps_of(const Subject& subject, const Instruction& it, const Phrase& left,
                                const Phrase& right) {
    std::vector<DraftStep> steps;
    for (const std::uint32_t side : {0U, 1U}) {
        const ValueId bound = bound_at(subject, operand(subject.file.module, it, side));
        if (!bound.valid() || !subject.node_of(bound)) continue;
        steps.push_back({step::Bound{.side = side == 0 ? left : right}.text(), subject.node_of(bound)});
    }
    const Tree& tree = subject.file.tree;
    std::ranges::sort(steps, {}, [&](const DraftStep& step) { return tree[step.node].begin; });
    steps.push_back({step::Same{.left = left, .right = right}.text(), it.node});
    return steps;
}

}  // namespace

void run(const Subject& subject, Sink& sink) {
    if (subject.facts().self_comparisons.empty() || is_in_test(subject)) return;
    const Tree& tree = subject.file.tree;
    const Wording wording(subject.file);
    for (const analysis::SelfComparison& fact : subject.facts().self_comparisons) {
        const Instruction& it = subject.at(fact.comparison);
        const Sides sides = it.node ? sides_of(tree, it.node) : Sides{};
        if (!sides.left || is_meant(subject, fact, sides)) continue;
        const Phrase left = wording.expression(sides.left);
        const Phrase right = wording.expression(sides.right);
        const Phrase words(left.text() + " " + std::string(tree.text(sides.sign)) + " " + right.text());
        const Phrase answer(std::string_view(answer_of(it) ? "True" : "False"));
        Draft draft = draft_at(subject, fact.comparison, confidence_of(fact.must, fact.assumptions),
                               message::Fixed{.comparison = words, .answer = answer}.text());
        if (is_written_twice(tree, sides)) {
            draft.steps = {{step::Twice{.side = left}.text(), it.node}};
        } else {
            draft.steps = steps_of(subject, it, left, right);
        }
        sink.add(std::move(draft));
    }
}

}  // namespace doppelint::checks::compared_with_itself
