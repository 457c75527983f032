#include "session/heap.h"

#include "heap/faults.h"
#include "session/analyzed_project.h"

namespace doppelint::session {
using program::ModuleId;

std::vector<std::string> show_heap(const Request& request, heap::Policy policy, const FileSystem& files,
                                   Executor& executor, const ShowHeap& show) {
    AnalyzedProject analyzed(request, policy, files, executor);
    analyzed.run(executor);
    for (std::uint32_t module = 0; module < analyzed.loaded().named_count(); ++module) {
        HeapViews(analyzed.loaded(), analyzed.analysis(), ModuleId{module}).show_all(show);
    }
    return analyzed.loaded().warnings();
}

Result<void> show_heap_at(const Request& request, std::uint32_t line, heap::Policy policy,
                          const FileSystem& files, Executor& executor, const ShowHeap& show) {
    AnalyzedProject analyzed(request, policy, files, executor);
    if (analyzed.loaded().named_count() == 0) return failure(analyzed.loaded().warnings().front());
    analyzed.run(executor);
    return HeapViews(analyzed.loaded(), analyzed.analysis(), ModuleId{0}).show_at(line, show);
}

Result<void> show_heap_at(const CheckedProject& checked, ModuleId module, std::uint32_t line,
                          const ShowHeap& show) {
    return HeapViews(checked.loaded(), checked.analysis(), module).show_at(line, show);
}

std::vector<std::string_view> fault_names() {
    return heap::fault_names();
}

bool select_fault(std::string_view name) {
    return name.empty() || heap::select_fault(name);
}

}  // namespace doppelint::session
