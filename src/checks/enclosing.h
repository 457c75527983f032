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

}  // namespace doppelint::checks
