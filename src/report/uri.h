#pragma once

#include <string>
#include <string_view>

namespace doppelint::report {

/// A path as a reference of a URI: relative, or `file:///…` where it is absolute. What a URI may not hold is
/// written by its bytes, `%C3%A9`.
[[nodiscard]] std::string uri_of(std::string_view path);

}  // namespace doppelint::report
