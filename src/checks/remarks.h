#pragma once

#include <string>
#include <string_view>

#include "checks/subject.h"

namespace doppelint::checks {

/// The text of the comments about a node: behind it, on the line where it ends, and on the lines right above
/// its statement's first.
[[nodiscard]] std::string remarks_on(const syntax::Tree& tree, NodeId node);
/// Whether remarks have the name as a word of its own.
[[nodiscard]] bool speaks_of(std::string_view remarks, std::string_view name);

}  // namespace doppelint::checks
