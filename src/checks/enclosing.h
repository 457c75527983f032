#pragma once

#include <optional>
#include <string_view>

#include "syntax/tree.h"

namespace doppelint::checks {

/// The node right around one, or none.
[[nodiscard]] inline syntax::NodeId enclosing(const syntax::Tree& tree, syntax::NodeId node) {
    for (std::uint32_t at = node.index(); at-- > 0;) {
        if (tree.end(syntax::NodeId{at}).index() > node.index()) return syntax::NodeId{at};
    }
    return {};
}

/// Whether a node stands in one of this kind, and none of `border` lies between.
[[nodiscard]] inline bool is_inside(const syntax::Tree& tree, syntax::NodeId node, syntax::Kind what,
                                    syntax::Kind border) {
    for (syntax::NodeId it = enclosing(tree, node); it; it = enclosing(tree, it)) {
        if (tree.kind(it) == what) return true;
        if (tree.kind(it) == border) return false;
    }
    return false;
}

/// Whether an `assert` statement is right around it: that it holds is the point.
[[nodiscard]] inline bool is_asserted(const syntax::Tree& tree, syntax::NodeId node) {
    const syntax::NodeId outer = enclosing(tree, node);
    return outer && tree.kind(outer) == syntax::Kind::assert_statement;
}

/// Which answer an assertion right around it asks for: `assert it`, `self.assertTrue(it)`,
/// `self.assertFalse(it)`; none: there is no such assertion.
[[nodiscard]] inline std::optional<bool> asserted_answer(const syntax::Tree& tree, syntax::NodeId node) {
    if (is_asserted(tree, node)) return true;
    const syntax::NodeId arguments = enclosing(tree, node);
    const syntax::NodeId call = arguments ? enclosing(tree, arguments) : syntax::NodeId{};
    if (!call || tree.kind(call) != syntax::Kind::call ||
        tree.child(call, syntax::Field::arguments) != arguments || tree.first_child(arguments) != node)
        return std::nullopt;
    const syntax::NodeId callee = tree.child(call, syntax::Field::function);
    const syntax::NodeId method = callee ? tree.child(callee, syntax::Field::attribute) : syntax::NodeId{};
    const std::string_view name = method ? tree.text(method) : std::string_view();
    if (name == "assertTrue") return true;
    return name == "assertFalse" ? std::optional(false) : std::nullopt;
}

}  // namespace doppelint::checks
