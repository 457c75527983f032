#pragma once

#include <cstddef>
#include <functional>
#include <span>

#include "base/executor.h"
#include "findings/finding.h"
#include "session/check.h"
#include "views/heap_view.h"

namespace doppelint::session {

/// What is done with the heap at the finding of that number.
using ShowHeapOfFinding = std::function<void(std::size_t finding, const views::HeapRecord& record)>;

/// Shows the heap after the statement at which each finding stands, as far as there is one; in the order of
/// the findings, which are sorted and were found in the files of the request. All files are analyzed again,
/// once for all findings. A finding that is about a file's text alone has no heap.
void show_heap_of_findings(const Request& request, std::span<const findings::Finding> findings,
                           const FileSystem& files, Executor& executor, const ShowHeapOfFinding& show);

}  // namespace doppelint::session
