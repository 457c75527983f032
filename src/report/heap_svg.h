#pragma once

#include <string>
#include <string_view>

#include "report/heap_figure.h"
#include "views/heap_view.h"

namespace doppelint::report {

/// The heap after one statement as a picture: names on the left, objects on the right, arrows between them.
/// It needs nothing else, reads well in light and dark, and the same record gives the same bytes.
[[nodiscard]] std::string render_heap_svg(const views::HeapRecord& record);

/// The same as a part of an HTML page that has `kHeapStyle`; empty where there is no object to draw.
[[nodiscard]] std::string render_heap_svg_in_page(const views::HeapRecord& record);

/// The pictures' style sheet. All its names begin with `heap`.
extern const std::string_view kHeapStyle;

}  // namespace doppelint::report
