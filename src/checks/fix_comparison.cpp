#include "checks/fix_comparison.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "checks/enclosing.h"
#include "checks/rewriting.h"
#include "heap/known_value.h"

namespace doppelint::checks {
namespace {

using syntax::Field;
using syntax::Kind;
using syntax::Tree;

// What `id(it)` is asked of.
NodeId asked_of(const Tree& tree, NodeId call) {
    if (tree.kind(call) != Kind::call || tree.text(tree.child(call, Field::function)) != "id") return {};
    const std::vector<NodeId> arguments = children_of(tree, tree.child(call, Field::arguments));
    return arguments.size() == 1 ? arguments[0] : NodeId{};
}

std::vector<DraftEdit> edits_of_operator(const Tree& tree, NodeId node, bool negated) {
    const std::vector<NodeId> parts = children_of(tree, node);
    if (parts.size() != 3) return {};
    const Kind sign = tree.kind(parts[1]);
    if (sign == Kind::is || sign == Kind::is_not) return {replaced(tree, parts[1], negated ? "!=" : "==")};
    const NodeId left = asked_of(tree, parts[0]);
    const NodeId right = asked_of(tree, parts[2]);
    if (!left || !right) return {};
    return {replaced(tree, parts[0], operand_text(tree, left)),
            replaced(tree, parts[2], operand_text(tree, right))};
}

std::vector<DraftEdit> edits_of_assertion(const Tree& tree, NodeId call) {
    const NodeId callee = tree.child(call, Field::function);
    const NodeId method = callee ? tree.child(callee, Field::attribute) : NodeId{};
    if (!method) return {};
    const std::string_view name = tree.text(method);
    if (name != "assertIs" && name != "assertIsNot") return {};
    return {replaced(tree, method, name == "assertIs" ? "assertEqual" : "assertNotEqual")};
}

// An instance of a class that somebody wrote: its `__eq__` may do anything.
bool may_compare_itself(const Subject& subject, const heap::Value& side) {
    const auto objects = subject.any_caller.heap.objects_of(side);
    return std::ranges::any_of(
        objects, [&](ObjectId it) { return subject.object(it).kind == models::Kind::instance; });
}

// 0 and 1, to which False and True are equal.
bool is_like_truth(const Subject& subject, const heap::Value& side) {
    if (!side.constant.valid()) return false;
    const heap::KnownValue known = heap::known_value(subject.file.module, side.constant);
    if (known.integer) return *known.integer == 0 || *known.integer == 1;
    return known.kind == program::ConstantKind::float_ && known.exact &&
           (known.number == 0 || known.number == 1);
}

// Whether what is equal to 0 or 1 may come there, and be no number of that type: a truth, another number.
bool may_be_other_number(const Subject& subject, const heap::Value& side) {
    constexpr models::Kinds kNoNumbers = models::Kinds(models::Kind::none) | models::Kind::string |
                                         models::Kind::bytes | models::Kind::list | models::Kind::dict |
                                         models::Kind::set | models::Kind::tuple | models::Kind::frozenset;
    const models::Kinds kinds = subject.any_caller.heap.kinds_of(side);
    if (side.constant.valid() || (!kinds.empty() && kinds.within(kNoNumbers))) return false;
    // What is only declared an int may be a truth.
    const bool is_worked_out = !kinds.empty() && kinds.within(kNoNumbers | models::Kind::integer) &&
                               subject.any_caller.heap.objects_of(side).empty();
    return !is_worked_out;
}

}  // namespace

bool tells_truths_apart(const Subject& subject, const Comparison& comparison) {
    const heap::Value& left = comparison.fact->left;
    const heap::Value& right = comparison.fact->right;
    return (is_like_truth(subject, left) && may_be_other_number(subject, right)) ||
           (is_like_truth(subject, right) && may_be_other_number(subject, left));
}

std::optional<DraftFix> compared_by_value(const Subject& subject, const Comparison& comparison,
                                          std::string message) {
    const Tree& tree = subject.file.tree;
    std::vector<DraftEdit> edits = tree.kind(comparison.node) == Kind::call
                                       ? edits_of_assertion(tree, comparison.node)
                                       : edits_of_operator(tree, comparison.node, comparison.negated);
    if (edits.empty()) return std::nullopt;
    const bool is_safe = !may_compare_itself(subject, comparison.fact->left) &&
                         !may_compare_itself(subject, comparison.fact->right) &&
                         !tells_truths_apart(subject, comparison);
    return fix_of(is_safe ? findings::Applicability::safe : findings::Applicability::unsafe,
                  std::move(message), std::move(edits));
}

std::optional<DraftFix> compared_by_identity(const Subject& subject, NodeId comparison, std::string message) {
    const Tree& tree = subject.file.tree;
    if (tree.kind(comparison) != Kind::comparison_operator) return std::nullopt;
    const std::vector<NodeId> parts = children_of(tree, comparison);
    if (parts.size() != 3) return std::nullopt;
    const Kind sign = tree.kind(parts[1]);
    if (sign != Kind::equal_equal && sign != Kind::not_equal) return std::nullopt;
    return fix_of(findings::Applicability::safe, std::move(message),
                  {replaced(tree, parts[1], sign == Kind::equal_equal ? "is" : "is not")});
}

std::optional<DraftFix> asked_for_nan(const Subject& subject, NodeId comparison, NodeId nan,
                                      std::string message) {
    const Tree& tree = subject.file.tree;
    const auto name = library_name(subject, "math", "isnan");
    if (!name || tree.kind(comparison) != Kind::comparison_operator) return std::nullopt;
    const std::vector<NodeId> parts = children_of(tree, comparison);
    if (parts.size() != 3 || (parts[0] != nan && parts[2] != nan)) return std::nullopt;
    const Kind sign = tree.kind(parts[1]);
    const bool negated = sign == Kind::not_equal || sign == Kind::is_not;
    const std::string call =
        name->text + "(" + argument_text(tree, parts[0] == nan ? parts[2] : parts[0]) + ")";
    // `not` binds less than what may stand around a comparison.
    const NodeId around = enclosing(tree, comparison);
    const bool is_operand = around && (tree.kind(around) == Kind::comparison_operator ||
                                       tree.kind(around) == Kind::binary_operator);
    const std::string text = !negated ? call : is_operand ? "(not " + call + ")" : "not " + call;
    DraftFix fix =
        fix_of(findings::Applicability::unsafe, std::move(message), {replaced(tree, comparison, text)});
    if (name->needs) fix.imports.push_back(*name->needs);
    return fix;
}

bool compares_with_display(const Subject& subject, const Comparison& comparison) {
    constexpr std::array kDisplays{Kind::list, Kind::dictionary, Kind::set, Kind::string, Kind::tuple};
    const Tree& tree = subject.file.tree;
    const std::vector<NodeId> parts = children_of(tree, comparison.node);
    return parts.size() == 3 && std::ranges::any_of(std::array{parts[0], parts[2]}, [&](NodeId it) {
               return std::ranges::find(kDisplays, tree.kind(it)) != kDisplays.end();
           });
}

}  // namespace doppelint::checks
