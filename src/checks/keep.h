#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "checks/run.h"
#include "project/stable_names.h"

namespace doppelint::checks {

/// What the checks said of a function, as bytes for another run; nothing where they said nothing. It has
/// nodes and so holds only while the texts of `places` are as they are.
[[nodiscard]] std::vector<std::byte> kept_form(const Found& found, program::CodeId of,
                                               const project::StableNames& names,
                                               std::vector<program::ModuleId>& places);
/// None if these are no such bytes, or name what is not there any more.
[[nodiscard]] std::optional<Found> found_from(std::span<const std::byte> kept,
                                              const project::StableNames& names);

}  // namespace doppelint::checks
