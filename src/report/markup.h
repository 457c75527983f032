#pragma once

#include <string>
#include <string_view>

namespace doppelint::report {

/// `text` as the content of an element or the value of an attribute, in XML and HTML. What neither may hold,
/// control characters and bytes that are no UTF-8, becomes U+FFFD.
[[nodiscard]] std::string markup(std::string_view text);

}  // namespace doppelint::report
