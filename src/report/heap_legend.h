#pragma once

#include "report/heap_figure.h"
#include "report/svg_text.h"

namespace doppelint::report {

/// Says below a picture what the lines in it mean, as far as they are there, and what is left out. `width`
/// pixels are there. Gives where the next thing may stand.
int draw_legend(const Figure& figure, Point at, int width, SvgText& into);

}  // namespace doppelint::report
