#pragma once

#include <cstddef>
#include <string>

namespace doppelint::report {

/// "Found 3 problems in 120 files." or "No problems in 120 files."
[[nodiscard]] std::string summary(std::size_t problems, std::size_t files);

}  // namespace doppelint::report
