#pragma once

#include <string>
#include <vector>

#include "views/summary_view.h"

namespace doppelint::report {

/// What a call of each function does, in words.
[[nodiscard]] std::string render_summaries_text(const std::vector<views::SummaryView>& views);
/// The same as a JSON array.
[[nodiscard]] std::string render_summaries_json(const std::vector<views::SummaryView>& views);

}  // namespace doppelint::report
