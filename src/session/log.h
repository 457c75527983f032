#pragma once

#include <cstdint>
#include <string_view>

namespace doppelint::session {

enum class Verbosity : std::uint8_t { silent, verbose };

/// Says whether the log tells what doppelint does and why. It begins silent, and never writes to standard
/// output.
void set_verbosity(Verbosity verbosity);

/// Whether anybody reads the log; asked where its sentence costs something to make.
[[nodiscard]] bool is_verbose();

/// One sentence for who wants to know; safe from every thread.
void log(std::string_view sentence);

}  // namespace doppelint::session
