#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "base/result.h"
#include "findings/finding.h"
#include "findings/selection.h"

namespace doppelint::session {

// Values as people write them, in a configuration or on the command line. Errors are sentences that go on
// after the name of what was set.

/// "16MB", "500 KB", "1024" (bytes).
[[nodiscard]] Result<std::uint64_t> parse_size(std::string_view text);

/// In the order of findings::Confidence.
inline constexpr std::array<std::string_view, 3> kConfidenceNames{"certain", "likely", "possible"};

/// One of these.
[[nodiscard]] Result<findings::Confidence> parse_confidence(std::string_view text);

/// A rule, a family, or `ALL`.
[[nodiscard]] Result<findings::RuleSelector> parse_selector(std::string_view text);

}  // namespace doppelint::session
