#pragma once

#include <functional>
#include <map>

#include "session/loaded_project.h"
#include "views/heap_view.h"

namespace doppelint::session {

using ShowHeap = std::function<void(const views::HeapRecord&)>;

/// The heap in the functions of one file of a project whose analysis is finished; each function is drawn when
/// it is asked for.
class HeapViews {
  public:
    HeapViews(const LoadedProject& loaded, const analysis::ProjectAnalysis& analysis,
              program::ModuleId module);

    [[nodiscard]] const source::SourceFile& file() const { return file_.file; }

    /// After every statement of every function, in the order of the source.
    void show_all(const ShowHeap& show);
    /// After the last statement that begins at `line`, counted from 1, else the nearest before it in its
    /// scope.
    Result<void> show_at(std::uint32_t line, const ShowHeap& show);

  private:
    [[nodiscard]] views::FunctionView drawn(program::FunctionId id) const;

    const LoadedFile& file_;
    views::Unit unit_;
    const analysis::Context& context_;
    std::map<program::FunctionId, views::FunctionView> shown_;
};

}  // namespace doppelint::session
