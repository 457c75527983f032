#pragma once

#include <string>

#include "views/heap_view.h"

namespace doppelint::report {

/// The heap after one statement as a graph for Graphviz: names on the left, objects with their slots on the
/// right.
[[nodiscard]] std::string render_heap_dot(const views::HeapRecord& record);

}  // namespace doppelint::report
