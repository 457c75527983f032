#include "checks/comparisons.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "checks/confidence.h"
#include "checks/enclosing.h"
#include "checks/wording.h"

namespace doppelint::checks {
namespace {

using models::Kind;
using models::Kinds;
using syntax::Tree;

constexpr Kinds kValues = Kinds(Kind::integer) | Kind::floating | Kind::complex | Kind::string | Kind::bytes |
                          Kind::tuple | Kind::frozenset;

std::vector<NodeId> children_of(const Tree& tree, NodeId node) {
    const auto children = tree.children(node);
    return {children.begin(), children.end()};
}

bool is_identity(const Instruction& it) {
    const auto how = static_cast<program::Comparison>(it.detail);
    return it.opcode == Opcode::compare &&
           (how == program::Comparison::is || how == program::Comparison::is_not);
}

// `bases = resolved(bases)` and then `bases is resolved_bases`: whether one and the same came back is a fair
// question, whatever its kind.
bool may_be_one_object(const Subject& subject, const analysis::IdentityFact& fact) {
    if (fact.verdict != analysis::Verdict::implementation) return false;
    const auto left = subject.any_caller.heap.objects_of(fact.left);
    const auto right = subject.any_caller.heap.objects_of(fact.right);
    return std::ranges::any_of(left,
                               [&](ObjectId it) { return std::ranges::find(right, it) != right.end(); });
}

}  // namespace

std::vector<Comparison> comparisons(const Subject& subject) {
    std::vector<Comparison> result;
    for (const analysis::IdentityFact& fact : subject.any_caller.facts.identities) {
        const Instruction& it = subject.at(fact.comparison);
        if (!it.node || !is_identity(it) || may_be_one_object(subject, fact)) continue;
        result.push_back(
            {&fact, it.node, static_cast<program::Comparison>(it.detail) == program::Comparison::is_not});
    }
    return result;
}

Phrase words_of(const Subject& subject, const Comparison& comparison) {
    const Wording wording(subject.file);
    const Tree& tree = subject.file.tree;
    const std::vector<NodeId> parts = children_of(tree, comparison.node);
    if (tree.kind(comparison.node) != syntax::Kind::comparison_operator || parts.size() != 3) {
        return wording.expression(comparison.node);
    }
    return wording.expression(parts[0]).text() + (comparison.negated ? " is not " : " is ") +
           wording.expression(parts[2]).text();
}

std::optional<Phrase> kind_of_value(const Subject& subject, const Comparison& comparison) {
    for (const heap::Value& side : {comparison.fact->right, comparison.fact->left}) {
        const Kinds kinds = subject.any_caller.heap.kinds_of(side);
        if (kinds.empty() || !kinds.within(kValues)) continue;
        for (std::uint8_t kind = 0; kind < static_cast<std::uint8_t>(Kind::count); ++kind) {
            if (kinds == Kinds(static_cast<Kind>(kind)))
                return Phrase(models::name_of(static_cast<Kind>(kind)));
        }
        return Phrase(std::string_view("value"));
    }
    return std::nullopt;
}

bool is_shortcut(const Subject& subject, const Comparison& comparison) {
    const Tree& tree = subject.file.tree;
    const NodeId outer = enclosing(tree, comparison.node);
    if (!outer || tree.kind(outer) != syntax::Kind::boolean_operator) return false;
    const std::vector<NodeId> asked = children_of(tree, comparison.node);
    if (asked.size() != 3) return false;
    const auto asks_by_value = [&](NodeId it) {
        const std::vector<NodeId> parts = children_of(tree, it);
        if (tree.kind(it) != syntax::Kind::comparison_operator || parts.size() != 3) return false;
        const syntax::Kind sign = tree.kind(parts[1]);
        const bool by_value = sign == syntax::Kind::equal_equal || sign == syntax::Kind::not_equal;
        const std::string_view left = tree.text(parts[0]);
        const std::string_view right = tree.text(parts[2]);
        const auto sides = std::pair(tree.text(asked[0]), tree.text(asked[2]));
        return by_value && (sides == std::pair(left, right) || sides == std::pair(right, left));
    };
    return std::ranges::any_of(children_of(tree, outer), asks_by_value);
}

bool is_asserted(const Subject& subject, const Comparison& comparison) {
    return is_asserted(subject.file.tree, comparison.node);
}

bool is_about_new_object(const Comparison& comparison) {
    switch (comparison.fact->reason) {
        case heap::Reason::fresh_object:
        case heap::Reason::different_objects: return true;
        default: return false;
    }
}

Draft draft_of(const Comparison& comparison, std::string message, heap::Assumptions assumptions) {
    Draft draft;
    draft.confidence = confidence_of(true, assumptions);
    draft.message = std::move(message);
    draft.node = comparison.node;
    draft.claim = comparison.node;
    draft.event = comparison.fact->comparison;
    return draft;
}

}  // namespace doppelint::checks
