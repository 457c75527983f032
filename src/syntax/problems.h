#pragma once

#include <string_view>
#include <vector>

#include "syntax/tree.h"

namespace doppelint::syntax {

/// The regions that are not Python, outermost first found, one problem each, in the order of the text.
[[nodiscard]] std::vector<Problem> problems_in(std::string_view text, const std::vector<Node>& nodes);

}  // namespace doppelint::syntax
