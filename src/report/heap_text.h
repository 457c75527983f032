#pragma once

#include <string>

#include "views/heap_view.h"

namespace doppelint::report {

/// The heap after one statement, for people: the source line, what each name stands for, and which names
/// share one object.
[[nodiscard]] std::string render_heap_text(const views::HeapRecord& record);

}  // namespace doppelint::report
