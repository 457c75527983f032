#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/executor.h"
#include "heap/policy.h"
#include "session/check.h"
#include "session/checked_project.h"
#include "session/front.h"
#include "session/heap_views.h"

namespace doppelint::session {

/// Shows what holds after every statement of every function of the files named, in the order of the files and
/// of the source. Gives the files that could not be read, as `path: why`.
[[nodiscard]] std::vector<std::string> show_heap(const Request& request, heap::Policy policy,
                                                 const FileSystem& files, Executor& executor,
                                                 const ShowHeap& show);

/// Shows what holds in the one file of the request at `line`, counted from 1: after the last statement that
/// begins there, else after the nearest before it in its scope. Of a notebook, a line of its text as a whole.
[[nodiscard]] Result<void> show_heap_at(const Request& request, std::uint32_t line, heap::Policy policy,
                                        const FileSystem& files, Executor& executor, const ShowHeap& show);

/// The same in a file of a project that is checked already.
[[nodiscard]] Result<void> show_heap_at(const CheckedProject& checked, program::ModuleId module,
                                        std::uint32_t line, const ShowHeap& show);

/// The deliberate mistakes that this build can make, for tests of the oracle.
[[nodiscard]] std::vector<std::string_view> fault_names();
/// Makes this one from now on; an empty name is none. False if there is no such mistake in this build.
[[nodiscard]] bool select_fault(std::string_view name);

}  // namespace doppelint::session
