#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "analysis/summary.h"
#include "project/stable_names.h"

namespace doppelint::analysis {

/// A summary as it is kept from one run to the next: the same flat block, in which code goes by its stable
/// name. One summary has one such form.
[[nodiscard]] std::vector<std::byte> kept_form(const Summary& summary, const project::StableNames& names);

/// Null if the bytes are none, or name what is not there any more.
[[nodiscard]] std::shared_ptr<const Summary> summary_from(std::span<const std::byte> bytes,
                                                          const project::StableNames& names);

/// Of what the summary means to a caller: where in its function something happens does not count.
[[nodiscard]] std::uint64_t meaning_hash(std::span<const std::byte> bytes);

}  // namespace doppelint::analysis
