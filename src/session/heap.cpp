#include "session/heap.h"

#include <memory>
#include <utility>

#include "heap/faults.h"
#include "session/loaded_project.h"

namespace doppelint::session {
namespace {

using program::FunctionId;
using program::ModuleId;

/// Pictures of the files of a project whose analysis is finished.
class HeapViews {
  public:
    HeapViews(const LoadedProject& loaded, const analysis::ProjectAnalysis& analysis)
        : loaded_(loaded), analysis_(analysis) {}

    void show_all(ModuleId module, const ShowHeap& show) const {
        const LoadedFile& file = loaded_.file(module);
        const views::Unit unit = unit_of(module);
        for (std::uint32_t at = 0; at < file.program.functions.size(); ++at) {
            const views::FunctionView view = view_of(unit, module, FunctionId{at});
            for (const views::StatementView& it : view.statements) show({file.file, view, it});
        }
    }

    Result<void> show_at(ModuleId module, std::uint32_t line, const ShowHeap& show) const {
        const LoadedFile& file = loaded_.file(module);
        const std::uint32_t lines = file.file.lines.line_count();
        if (line == 0 || line > lines) {
            return failure("there is no line " + std::to_string(line) + "; the last is " +
                           std::to_string(lines));
        }
        const views::Unit unit = unit_of(module);
        for (const FunctionId it : views::functions_around(unit, line)) {
            const views::FunctionView view = view_of(unit, module, it);
            if (const views::StatementView* const found = views::statement_at(view, line)) {
                show({file.file, view, *found});
                return {};
            }
        }
        return failure("no statement stands on line " + std::to_string(line) + " or before it");
    }

  private:
    [[nodiscard]] views::Unit unit_of(ModuleId module) const {
        const LoadedFile& file = loaded_.file(module);
        return {file.file, file.tree, file.program, loaded_.project().names_in(module)};
    }
    [[nodiscard]] views::FunctionView view_of(const views::Unit& unit, ModuleId module, FunctionId id) const {
        return views::heap_view(unit, id, unit.function_names[id.index()], analysis_.context_of(module));
    }

    const LoadedProject& loaded_;
    const analysis::ProjectAnalysis& analysis_;
};

/// A project analyzed for its pictures alone.
class Analyzed {
  public:
    Analyzed(const Request& request, heap::Policy policy, const FileSystem& files, Executor& executor)
        : options_(check_options_for(request)),
          loaded_(request, options_, files, executor),
          analysis_(loaded_.analysis(options_, policy)) {
        // In the sound policy nothing is asked about other functions.
        if (policy == heap::Policy::report) {
            analysis_->run(executor, [](program::CodeId, const analysis::FunctionAnalysis&) {});
        }
    }
    [[nodiscard]] const LoadedProject& loaded() const { return loaded_; }
    [[nodiscard]] HeapViews views() const { return {loaded_, *analysis_}; }

  private:
    CheckOptions options_;
    LoadedProject loaded_;
    std::unique_ptr<analysis::ProjectAnalysis> analysis_;
};

}  // namespace

std::vector<std::string> show_heap(const Request& request, heap::Policy policy, const FileSystem& files,
                                   Executor& executor, const ShowHeap& show) {
    const Analyzed analyzed(request, policy, files, executor);
    for (std::uint32_t module = 0; module < analyzed.loaded().named_count(); ++module) {
        analyzed.views().show_all(ModuleId{module}, show);
    }
    return analyzed.loaded().warnings();
}

Result<void> show_heap_at(const Request& request, std::uint32_t line, heap::Policy policy,
                          const FileSystem& files, Executor& executor, const ShowHeap& show) {
    const Analyzed analyzed(request, policy, files, executor);
    if (analyzed.loaded().named_count() == 0) return failure(analyzed.loaded().warnings().front());
    return analyzed.views().show_at(ModuleId{0}, line, show);
}

Result<void> show_heap_at(const CheckedProject& checked, ModuleId module, std::uint32_t line,
                          const ShowHeap& show) {
    return HeapViews(checked.loaded(), checked.analysis()).show_at(module, line, show);
}

std::vector<std::string_view> fault_names() {
    return heap::fault_names();
}

bool select_fault(std::string_view name) {
    return name.empty() || heap::select_fault(name);
}

}  // namespace doppelint::session
