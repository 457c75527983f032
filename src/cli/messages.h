#pragma once

#include <span>
#include <string>
#include <string_view>

#include "cli/run.h"

namespace doppelint::cli {

/// Says on standard error why doppelint could not do its work.
ExitStatus fail(Surroundings& surroundings, std::string_view sentence);

/// Says each on standard error.
void warn(Surroundings& surroundings, std::span<const std::string> warnings);

/// Writes what was asked for to standard output; `status` unless that fails.
[[nodiscard]] ExitStatus print(Surroundings& surroundings, std::string_view text, ExitStatus status);

}  // namespace doppelint::cli
