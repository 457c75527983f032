#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "checks/subject.h"

namespace doppelint::checks {

/// Where a function's body may get a statement that runs first: behind the docstring, and behind what makes
/// missing arguments.
struct BodyStart {
    std::uint32_t offset = 0;  ///< of the beginning of a line, counted from that of the definition
    std::string indentation;   ///< of the statements
    std::string deeper;        ///< of those in one of them
};
/// None where the body stands on the line of its header.
[[nodiscard]] std::optional<BodyStart> start_of_body(const syntax::Tree& tree, NodeId function);

}  // namespace doppelint::checks
