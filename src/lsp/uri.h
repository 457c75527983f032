#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace doppelint::lsp {

/// The absolute path that a `file:` URI means, tidied; none for what is no file of this machine.
[[nodiscard]] std::optional<std::string> path_of(std::string_view uri);

}  // namespace doppelint::lsp
