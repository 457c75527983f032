#pragma once

#include <string_view>
#include <vector>

#include "base/result.h"
#include "models/model.h"

namespace doppelint::models {

/// Parameters that are spelled as in a Python signature: `self, object, /, *, key=None, **options`. Names are
/// parts of `text`; defaults are read over. The error says what is wrong, and not where.
[[nodiscard]] Result<std::vector<ModelParameter>> parse_parameters(std::string_view text);

}  // namespace doppelint::models
