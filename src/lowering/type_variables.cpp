#include "lowering/type_variables.h"

namespace doppelint::lowering {
namespace {

using program::TypeVariable;
using syntax::Kind;
using syntax::Mark;
using syntax::NodeId;

// The grammar knows `T: bound` only; a default is read as one more `: …`, with a mark.
struct Constrained {
    NodeId first, second;
    bool is_default = false;
};

Constrained constrained(const syntax::Tree& tree, NodeId type) {
    const NodeId inner = tree.first_child(type);
    if (!inner.valid() || tree.kind(inner) != Kind::constrained_type) return {};
    Constrained found;
    for (const NodeId it : tree.children(inner)) {
        if (tree.kind(it) != Kind::type) continue;
        (found.first.valid() ? found.second : found.first) = it;
    }
    if (!found.second.valid()) return {};
    const syntax::Range between{tree[found.first].end, tree[found.second].begin};
    found.is_default = tree.find_mark(Mark::Kind::type_parameter_default, between) != nullptr;
    return found;
}

void name_variable(const syntax::Tree& tree, NodeId type, TypeVariableParts& parts) {
    const NodeId word = tree.first_child(type);
    if (!word.valid()) return;
    if (tree.kind(word) == Kind::identifier) {
        parts.name = word;
    } else if (tree.kind(word) == Kind::splat_type) {
        parts.name = tree.child(word, Kind::identifier);
        parts.kind =
            tree.child(word, Kind::double_star).valid() ? TypeVariable::parameters : TypeVariable::tuple;
    }
}

}  // namespace

TypeVariableParts type_variable_parts(const syntax::Tree& tree, NodeId type) {
    TypeVariableParts parts;
    const Constrained outer = constrained(tree, type);
    if (!outer.second.valid()) {
        name_variable(tree, type, parts);
        return parts;
    }
    name_variable(tree, outer.first, parts);
    const Constrained inner = constrained(tree, outer.second);
    if (outer.is_default) {
        parts.fallback = outer.second;
    } else if (inner.second.valid() && inner.is_default) {
        parts.bound = inner.first;
        parts.fallback = inner.second;
    } else {
        parts.bound = outer.second;
    }
    return parts;
}

}  // namespace doppelint::lowering
