#pragma once

#include "report/figure_columns.h"

namespace doppelint::report {

/// Brings each column into an order in which few links cross.
void order_columns(FigureColumns& columns);

}  // namespace doppelint::report
