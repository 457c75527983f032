#include "checks/fix_result.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "checks/enclosing.h"
#include "checks/rewriting.h"

namespace doppelint::checks {
namespace {

using findings::Applicability;
using syntax::Field;
using syntax::Kind;
using syntax::Tree;

// `x`, `self.x`: reading it twice gives the same.
bool is_name(const Tree& tree, NodeId node) {
    while (tree.kind(node) == Kind::attribute) node = tree.child(node, Field::object);
    return tree.kind(node) == Kind::identifier;
}

/// Methods that give the object itself with a change.
constexpr std::array<std::string_view, 31> kChanged{
    "astype",     "capitalize",  "casefold",    "copy",   "drop",      "drop_duplicates", "dropna",
    "expandtabs", "fillna",      "format",      "lower",  "lstrip",    "removeprefix",    "removesuffix",
    "rename",     "replace",     "reset_index", "rstrip", "set_index", "sort_index",      "sort_values",
    "strip",      "swapcase",    "title",       "to",     "translate", "union",           "upper",
    "with_name",  "with_suffix", "zfill"};

// A local variable, or an attribute of one.
bool is_of_local(const Subject& subject, NodeId node) {
    const Tree& tree = subject.file.tree;
    while (tree.kind(node) == Kind::attribute) node = tree.child(node, Field::object);
    return tree.kind(node) == Kind::identifier && is_local(subject, tree.text(node));
}

}  // namespace

std::optional<DraftFix> called_first(const Subject& subject, NodeId call, NodeId receiver,
                                     std::string message) {
    const Tree& tree = subject.file.tree;
    if (!call || !receiver || !is_name(tree, receiver)) return std::nullopt;
    const NodeId around = enclosing(tree, call);
    const NodeId statement =
        around && tree.kind(around) == Kind::assignment ? enclosing(tree, around) : around;
    const bool is_statement = statement && (tree.kind(statement) == Kind::expression_statement ||
                                            tree.kind(statement) == Kind::return_statement);
    if (!is_statement || !stands_alone(tree, statement)) return std::nullopt;
    const std::string object(tree.text(receiver));
    const std::string next_line = "\n" + std::string(indentation_of(tree, statement));
    if (tree.kind(around) == Kind::return_statement) {
        return fix_of(
            Applicability::safe, std::move(message),
            {replaced(tree, statement, std::string(tree.text(call)) + next_line + "return " + object)});
    }
    if (tree.kind(around) != Kind::assignment || tree.child(around, Field::right) != call ||
        tree.child(around, Field::type))
        return std::nullopt;
    const NodeId target = tree.child(around, Field::left);
    if (!target || !is_name(tree, target)) return std::nullopt;
    if (tree.text(target) == object) {
        const std::uint32_t dropped = tree[call].begin - tree[around].begin;
        return fix_of(Applicability::safe, std::move(message), {{around, 0, dropped, ""}});
    }
    return fix_of(Applicability::unsafe, std::move(message),
                  {replaced(tree, statement,
                            std::string(tree.text(call)) + next_line + std::string(tree.text(target)) +
                                " = " + object)});
}

std::optional<DraftFix> result_taken(const Subject& subject, NodeId call, std::string message) {
    const Tree& tree = subject.file.tree;
    const NodeId statement = call ? enclosing(tree, call) : NodeId{};
    if (!statement || tree.kind(call) != Kind::call || tree.kind(statement) != Kind::expression_statement)
        return std::nullopt;
    const NodeId callee = tree.child(call, Field::function);
    const NodeId object = tree.kind(callee) == Kind::attribute ? tree.child(callee, Field::object) : NodeId{};
    if (!object || !is_of_local(subject, object)) return std::nullopt;
    const std::string_view method = tree.text(tree.child(callee, Field::attribute));
    if (std::ranges::find(kChanged, method) == kChanged.end()) return std::nullopt;
    return fix_of(Applicability::unsafe, std::move(message),
                  {inserted_before(call, std::string(tree.text(object)) + " = ")});
}

}  // namespace doppelint::checks
