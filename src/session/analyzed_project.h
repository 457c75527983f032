#pragma once

#include <functional>
#include <memory>

#include "heap/policy.h"
#include "session/loaded_project.h"

namespace doppelint::session {

/// The files of a request, what they import, and what all their functions do: for who looks at that without
/// checking it.
class AnalyzedProject {
  public:
    /// What is done with a function once its analysis is finished; from several threads at once.
    using Look = std::function<void(program::CodeId, const analysis::FunctionAnalysis&)>;

    AnalyzedProject(const Request& request, heap::Policy policy, const FileSystem& files, Executor& executor);

    /// Once, before anything is asked of the analysis. In the sound policy no function runs: nothing is asked
    /// about other functions there.
    void run(Executor& executor, const Look& look = {});

    [[nodiscard]] const LoadedProject& loaded() const { return loaded_; }
    [[nodiscard]] const analysis::ProjectAnalysis& analysis() const { return *analysis_; }

  private:
    CheckOptions options_;
    heap::Policy policy_;
    LoadedProject loaded_;
    std::unique_ptr<analysis::ProjectAnalysis> analysis_;
};

}  // namespace doppelint::session
