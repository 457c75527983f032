#include "session/heap_views.h"

#include <string>

namespace doppelint::session {

using program::FunctionId;
using program::ModuleId;

HeapViews::HeapViews(const LoadedProject& loaded, const analysis::ProjectAnalysis& analysis, ModuleId module)
    : file_(loaded.file(module)),
      unit_{file_.file, file_.tree, file_.program, loaded.project().names_in(module)},
      context_(analysis.context_of(module)) {}

void HeapViews::show_all(const ShowHeap& show) {
    for (std::uint32_t at = 0; at < file_.program.functions.size(); ++at) {
        const views::FunctionView view = drawn(FunctionId{at});
        for (const views::StatementView& it : view.statements) show({file_.file, view, it});
    }
}

Result<void> HeapViews::show_at(std::uint32_t line, const ShowHeap& show) {
    const std::uint32_t lines = file_.file.lines.line_count();
    if (line == 0 || line > lines) {
        return failure("there is no line " + std::to_string(line) + "; the last is " + std::to_string(lines));
    }
    for (const FunctionId it : views::functions_around(unit_, line)) {
        auto known = shown_.find(it);
        if (known == shown_.end()) known = shown_.emplace(it, drawn(it)).first;
        if (const views::StatementView* const found = views::statement_at(known->second, line)) {
            show({file_.file, known->second, *found});
            return {};
        }
    }
    return failure("no statement stands on line " + std::to_string(line) + " or before it");
}

views::FunctionView HeapViews::drawn(FunctionId id) const {
    return views::heap_view(unit_, id, unit_.function_names[id.index()], context_);
}

}  // namespace doppelint::session
