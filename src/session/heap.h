#pragma once

#include <functional>
#include <string>

#include "heap/policy.h"
#include "session/check.h"
#include "session/front.h"
#include "views/heap_view.h"

namespace doppelint::session {

/// How the heap of files is worked out.
struct HeapRequest {
    VersionRange target_version;
    std::vector<std::string> source_roots;  ///< the configured `src`
    heap::Policy policy = heap::Policy::report;
};

using ShowHeap = std::function<void(const views::HeapRecord&)>;

/// Shows what holds after every statement of every function of the file, in the order of the source.
[[nodiscard]] Result<void> show_heap(const InputFile& input, const FileSystem& files,
                                     const HeapRequest& request, const ShowHeap& show);

/// Shows what holds at `line`, counted from 1: after the last statement that begins there, else after the
/// nearest before it in its scope. Of a notebook, a line of its text as a whole.
[[nodiscard]] Result<void> show_heap_at(const InputFile& input, std::uint32_t line, const FileSystem& files,
                                        const HeapRequest& request, const ShowHeap& show);

/// The deliberate mistakes that this build can make, for tests of the oracle.
[[nodiscard]] std::vector<std::string_view> fault_names();
/// Makes this one from now on; an empty name is none. False if there is no such mistake in this build.
[[nodiscard]] bool select_fault(std::string_view name);

}  // namespace doppelint::session
