#include "checks/fix_field.h"

#include <utility>

#include "checks/enclosing.h"
#include "checks/expressions.h"
#include "checks/rewriting.h"

namespace doppelint::checks {
namespace {

using syntax::Field;
using syntax::Kind;
using syntax::Tree;

// What is called without arguments to make the value: `list` of `[]`, `Table` of `Table()`; else a lambda.
std::string factory_of(const Subject& subject, NodeId value) {
    const Tree& tree = subject.file.tree;
    const bool is_empty = !tree.first_child(value);
    if (tree.kind(value) == Kind::list && is_empty && is_builtin(subject, "list")) return "list";
    if (tree.kind(value) == Kind::dictionary && is_empty && is_builtin(subject, "dict")) return "dict";
    if (tree.kind(value) == Kind::call && !tree.first_child(tree.child(value, Field::arguments)))
        return std::string(tree.text(tree.child(value, Field::function)));
    return "lambda: " + std::string(tree.text(value));
}

}  // namespace

std::optional<DraftFix> made_by_factory(const Subject& subject, NodeId value, std::string message) {
    const Tree& tree = subject.file.tree;
    const NodeId around = value ? enclosing(tree, value) : NodeId{};
    if (!around) return std::nullopt;
    const ExpressionParts parts = parts_of(subject, value);
    if (parts.binds_or_waits) return std::nullopt;
    const auto applicability =
        !parts.reads && !parts.calls ? findings::Applicability::safe : findings::Applicability::unsafe;
    const std::string factory = "default_factory=" + factory_of(subject, value);
    if (tree.kind(around) == Kind::keyword_argument &&
        tree.text(tree.child(around, Field::name)) == "default")
        return fix_of(applicability, std::move(message), {replaced(tree, around, factory)});
    const auto field = library_member(subject, "dataclasses", "field");
    const bool is_plain = tree.kind(around) == Kind::assignment && tree.child(around, Field::right) == value;
    if (!is_plain || !field) return std::nullopt;
    DraftFix fix =
        fix_of(applicability, std::move(message), {replaced(tree, value, field->text + "(" + factory + ")")});
    if (field->needs) fix.imports.push_back(*field->needs);
    return fix;
}

}  // namespace doppelint::checks
