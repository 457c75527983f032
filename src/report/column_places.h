#pragma once

#include <vector>

#include "report/figure_columns.h"

namespace doppelint::report {

/// How far below the upper edge of the picture each cell begins: near to what it is linked with, in the order
/// of its column, with room between. The uppermost is at 0.
[[nodiscard]] std::vector<int> column_places(const FigureColumns& columns);

}  // namespace doppelint::report
