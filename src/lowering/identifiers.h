#pragma once

#include <string_view>

#include "base/interner.h"

namespace doppelint::lowering {

/// The name that an identifier means: Python compares identifiers in Unicode's normal form NFKC.
[[nodiscard]] NameId identifier_name(Interner& names, std::string_view written);

/// Python's name mangling: `__x` in class `_C` is `_C__x`.
[[nodiscard]] NameId mangled_name(Interner& names, std::string_view written, NameId private_class);

}  // namespace doppelint::lowering
