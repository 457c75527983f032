#pragma once

#include <span>
#include <string>

#include "compile_rules/page.h"

namespace doppelint::compile_rules {

/// C++ that defines `findings::rules()`.
[[nodiscard]] std::string rules_as_source(std::span<const Page> pages);

/// C++ that defines `checks::all_checks()`.
[[nodiscard]] std::string checks_as_source(std::span<const Page> pages);

/// The header of the page's check: what it defines, and what it may say.
[[nodiscard]] std::string header_of(const Page& page);

}  // namespace doppelint::compile_rules
