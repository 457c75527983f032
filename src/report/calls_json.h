#pragma once

#include <map>
#include <string>
#include <vector>

namespace doppelint::report {

/// A call graph as one JSON object: each caller with its callees, sorted.
[[nodiscard]] std::string render_calls_json(const std::map<std::string, std::vector<std::string>>& calls);

}  // namespace doppelint::report
