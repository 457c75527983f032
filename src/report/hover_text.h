#pragma once

#include <string>
#include <string_view>

#include "views/heap_view.h"

namespace doppelint::report {

/// What a name, or an attribute of one, may be after a statement: which objects, and by which other ways the
/// program gets at them, with the line since when. In Markdown; nothing where the statement does not know
/// the path.
[[nodiscard]] std::string render_hover(const views::HeapRecord& record, std::string_view path);

}  // namespace doppelint::report
