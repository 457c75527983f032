#pragma once

#include <string_view>

namespace doppelint::report {

/// The style sheet and the script of the page.
extern const std::string_view kHtmlStyle;
extern const std::string_view kHtmlScript;

}  // namespace doppelint::report
