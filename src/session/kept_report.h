#pragma once

#include <optional>

#include "base/bytes.h"
#include "session/check.h"

namespace doppelint::session {

/// Writes what was found and warned of, and what was counted; times are left out.
void keep(const Report& report, ByteWriter& into);

/// None where these are not the bytes of a report.
[[nodiscard]] std::optional<Report> kept_report(ByteReader& from);

}  // namespace doppelint::session
