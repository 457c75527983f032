#pragma once

#include <string>

#include "views/heap_view.h"

namespace doppelint::report {

/// The heap after one statement as an object on one line, as `heap --format json` prints it.
[[nodiscard]] std::string render_heap_json(const views::HeapRecord& record);

/// The same with all that is known of the statement: a line of `heap --format jsonl`.
[[nodiscard]] std::string render_heap_line(const views::HeapRecord& record);

}  // namespace doppelint::report
