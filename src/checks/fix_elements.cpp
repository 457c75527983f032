#include "checks/fix_elements.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "checks/enclosing.h"
#include "checks/expressions.h"
#include "checks/rewriting.h"

namespace doppelint::checks {
namespace {

using findings::Applicability;
using syntax::Field;
using syntax::Kind;
using syntax::Tree;

// What a comprehension evaluates for each item cannot see the names of a class that it stands in.
bool may_be_repeated(const Subject& subject, NodeId element, const ExpressionParts& parts) {
    const bool in_class =
        is_inside(subject.file.tree, element, Kind::class_definition, Kind::function_definition);
    return !parts.binds_or_waits && !(in_class && parts.reads);
}

Applicability applicability_of(const ExpressionParts& parts) {
    return parts.calls ? Applicability::unsafe : Applicability::safe;
}

// As what a `for` walks.
std::string walked_text(const Tree& tree, NodeId node) {
    const Kind kind = tree.kind(node);
    const bool needs_brackets = kind == Kind::conditional_expression || kind == Kind::lambda;
    return needs_brackets ? "(" + std::string(tree.text(node)) + ")" : std::string(tree.text(node));
}

// The first that stands in neither node.
std::optional<std::string_view> unused_name(const Tree& tree, std::span<const std::string_view> names,
                                            NodeId left, NodeId right) {
    const auto found = std::ranges::find_if(
        names, [&](std::string_view it) { return !mentions(tree, left, it) && !mentions(tree, right, it); });
    return found == names.end() ? std::nullopt : std::optional(*found);
}

}  // namespace

std::optional<DraftFix> made_for_each_place(const Subject& subject, NodeId repetition, std::string message) {
    const Tree& tree = subject.file.tree;
    if (tree.kind(repetition) != Kind::binary_operator || !is_builtin(subject, "range")) return std::nullopt;
    const NodeId sign = tree.child(repetition, Field::operator_);
    if (!sign || tree.kind(sign) != Kind::star) return std::nullopt;
    NodeId list = tree.child(repetition, Field::left);
    NodeId count = tree.child(repetition, Field::right);
    if (!only_item(tree, list)) std::swap(list, count);
    const NodeId item = only_item(tree, list);
    if (!item) return std::nullopt;
    const ExpressionParts parts = parts_of(subject, item);
    constexpr std::array<std::string_view, 2> kNames{"_", "_index"};
    const auto name = unused_name(tree, kNames, item, item);
    if (!may_be_repeated(subject, item, parts) || !name) return std::nullopt;
    const auto begin_of = [&](NodeId it) { return tree[it].begin - tree[repetition].begin; };
    const auto end_of = [&](NodeId it) { return tree[it].end - tree[repetition].begin; };
    const std::string for_each =
        " for " + std::string(*name) + " in range(" + std::string(tree.text(count)) + ")]";
    const std::uint32_t end = tree[repetition].end - tree[repetition].begin;
    // What stands between the brackets and the item stays: line ends, comments.
    std::vector<DraftEdit> edits{{repetition, end_of(item), end, for_each}};
    if (begin_of(list) > 0) edits.push_back({repetition, 0, begin_of(list), ""});
    return fix_of(applicability_of(parts), std::move(message), std::move(edits));
}

std::optional<DraftFix> made_for_each_key(const Subject& subject, NodeId call, std::string message) {
    const Tree& tree = subject.file.tree;
    if (tree.kind(call) != Kind::call) return std::nullopt;
    const std::vector<NodeId> arguments = children_of(tree, tree.child(call, Field::arguments));
    const bool is_plain = tree.text(tree.child(call, Field::function)) == "dict.fromkeys" &&
                          is_builtin(subject, "dict") && arguments.size() == 2;
    const auto is_positional = [&](NodeId it) {
        const Kind kind = tree.kind(it);
        return kind != Kind::keyword_argument && kind != Kind::list_splat && kind != Kind::dictionary_splat;
    };
    if (!is_plain || !std::ranges::all_of(arguments, is_positional)) return std::nullopt;
    const ExpressionParts parts = parts_of(subject, arguments[1]);
    constexpr std::array<std::string_view, 3> kNames{"key", "name", "each"};
    const auto name = unused_name(tree, kNames, arguments[0], arguments[1]);
    if (!may_be_repeated(subject, arguments[1], parts) || !parts.makes_container || !name)
        return std::nullopt;
    return fix_of(applicability_of(parts), std::move(message),
                  {replaced(tree, call,
                            "{" + std::string(*name) + ": " + std::string(tree.text(arguments[1])) + " for " +
                                std::string(*name) + " in " + walked_text(tree, arguments[0]) + "}")});
}

}  // namespace doppelint::checks
