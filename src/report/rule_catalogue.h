#pragma once

#include <span>
#include <string_view>

#include "findings/rule.h"

namespace doppelint::report {

/// Every rule that a finding may name, by code: those with a page in rules/, and those about the files
/// themselves, DPL001 and DPL002, which have their pages here.
[[nodiscard]] std::span<const findings::Rule> all_rules();

/// What a page says first: the paragraph below its title.
[[nodiscard]] std::string_view introduction_of(std::string_view page);

/// The page up to what only the tests need: the list of messages, and further examples.
[[nodiscard]] std::string_view main_part_of(std::string_view page);

}  // namespace doppelint::report
