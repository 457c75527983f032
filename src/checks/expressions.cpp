#include "checks/expressions.h"

#include <algorithm>
#include <array>

#include "checks/rewriting.h"

namespace doppelint::checks {
namespace {

using syntax::Field;
using syntax::Kind;
using syntax::Tree;

constexpr std::array<std::string_view, 4> kMakers{"list", "dict", "set", "bytearray"};
/// Builtins that answer the same whenever they are asked the same.
constexpr std::array<std::string_view, 7> kPure{"tuple", "frozenset", "int", "float", "str", "len", "range"};

bool calls_one_of(const Subject& subject, NodeId call, std::span<const std::string_view> names) {
    const NodeId callee = subject.file.tree.child(call, Field::function);
    const std::string_view name = subject.file.tree.text(callee);
    return subject.file.tree.kind(callee) == Kind::identifier &&
           std::ranges::find(names, name) != names.end() && is_builtin(subject, name);
}

bool is_display(Kind kind) {
    return kind == Kind::list || kind == Kind::dictionary || kind == Kind::set ||
           kind == Kind::list_comprehension || kind == Kind::dictionary_comprehension ||
           kind == Kind::set_comprehension;
}

}  // namespace

ExpressionParts parts_of(const Subject& subject, NodeId expression) {
    const Tree& tree = subject.file.tree;
    ExpressionParts result;
    const Kind outermost = tree.kind(expression);
    result.makes_container =
        is_display(outermost) || (outermost == Kind::call && calls_one_of(subject, expression, kMakers));
    for (NodeId it = expression; it < tree.end(expression); it = NodeId{it.index() + 1}) {
        switch (tree.kind(it)) {
            case Kind::call:
                result.calls |= !calls_one_of(subject, it, kMakers) && !calls_one_of(subject, it, kPure);
                break;
            case Kind::identifier: result.reads |= !is_builtin(subject, tree.text(it)); break;
            case Kind::await:
            case Kind::yield:
            case Kind::named_expression: result.binds_or_waits = true; break;
            default: break;
        }
    }
    return result;
}

bool mentions(const Tree& tree, NodeId node, std::string_view name) {
    for (NodeId it = node; it < tree.end(node); it = NodeId{it.index() + 1}) {
        if (tree.kind(it) == Kind::identifier && tree.text(it) == name) return true;
    }
    return false;
}

}  // namespace doppelint::checks
