#pragma once

#include "checks/check.h"
#include "source/replacement.h"
#include "syntax/tree.h"

namespace doppelint::session {

/// What makes the module have the name: a line among its imports, behind the docstring and what is imported
/// from `__future__`, or a name more for an import of the same module. The same for the same name, so that
/// fixes which need it agree.
[[nodiscard]] source::Replacement added_import(const syntax::Tree& tree, const checks::ImportedName& name);

}  // namespace doppelint::session
