#pragma once

#include <cstddef>
#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>

#include "findings/finding.h"

namespace doppelint::report {

/// The description of every rule, as an array of SARIF's reporting descriptors.
[[nodiscard]] nlohmann::ordered_json sarif_rules();

/// Where in that array the rule of this code stands.
[[nodiscard]] std::optional<std::size_t> sarif_rule_index(std::string_view code);

/// SARIF's word for it: "error", "warning", "note".
[[nodiscard]] std::string_view sarif_level(findings::Severity severity);

}  // namespace doppelint::report
