#pragma once

#include "program/instruction.h"
#include "syntax/tree.h"

namespace doppelint::lowering {

/// One of `T`, `T: bound`, `*Ts`, `**P`, each perhaps with `= default`.
struct TypeVariableParts {
    syntax::NodeId name;  ///< the identifier, or none where the region is broken
    program::TypeVariable kind = program::TypeVariable::plain;
    syntax::NodeId bound;     ///< a `type` node, or none
    syntax::NodeId fallback;  ///< the default's `type` node, or none
};

/// Takes one `type` node of a `type_parameter` list apart.
[[nodiscard]] TypeVariableParts type_variable_parts(const syntax::Tree& tree, syntax::NodeId type);

}  // namespace doppelint::lowering
