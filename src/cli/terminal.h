#pragma once

#include <cstdint>
#include <string>

namespace doppelint::cli {

/// What the people who started the process see it on, and how they like it.
struct Terminal {
    bool shows_output = false;   ///< standard output goes to it
    bool shows_errors = false;   ///< standard error does
    std::uint32_t columns = 80;  ///< characters of its lines
    // Variables of the environment; empty: not set.
    std::string no_color, force_color, kind;
};

[[nodiscard]] Terminal terminal_of_process();

}  // namespace doppelint::cli
