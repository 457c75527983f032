#pragma once

#include <vector>

#include "findings/suppressions.h"
#include "program/module.h"
#include "session/check.h"
#include "session/located.h"

namespace doppelint::session {

/// What the rules find in one file and no comment silences, as far as it is sure enough.
[[nodiscard]] std::vector<Located> find_bugs(const source::SourceFile& file, const syntax::Tree& tree,
                                             const program::Module& module, const CheckOptions& options,
                                             findings::Suppressions& suppressions);

}  // namespace doppelint::session
