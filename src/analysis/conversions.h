#pragma once

#include "models/model.h"

namespace doppelint::analysis {

/// Whether the model makes a plain value of its argument and does nothing else but ask that, though it may
/// raise: `int(text)`, `len(rows)`.
[[nodiscard]] bool converts(const models::Library& library, const models::Model& model);

}  // namespace doppelint::analysis
