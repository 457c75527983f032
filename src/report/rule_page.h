#pragma once

#include <span>
#include <string>
#include <string_view>

#include "findings/rule.h"
#include "report/look.h"

namespace doppelint::report {

/// The page of a rule, whose Markdown is turned into plain text.
[[nodiscard]] std::string render_rule(const findings::Rule& rule, const Look& look);

/// A line for each rule: code, name, title.
[[nodiscard]] std::string render_list(std::span<const findings::Rule> rules, const Look& look);

/// The rules with all of their pages, as a JSON array.
[[nodiscard]] std::string rules_json(std::span<const findings::Rule> rules);

/// A page in plain text.
[[nodiscard]] std::string render_page(std::string_view page, const Look& look);

}  // namespace doppelint::report
