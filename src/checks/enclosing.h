#pragma once

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

}  // namespace doppelint::checks
