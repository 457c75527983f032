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

/// Whether a comment at what the node makes or changes says that it is shared on purpose.
[[nodiscard]] bool is_said_to_be_shared(const Subject& subject, NodeId node);

/// Whether a comment at a copy says that it is shallow (`# a shallow copy: …`): whoever made it knows.
[[nodiscard]] bool is_said_to_be_shallow(const Subject& subject, const analysis::Claim& claim);

}  // namespace doppelint::checks
