#pragma once

#include <memory>
#include <utility>

#include "session/check.h"
#include "session/loaded_project.h"

namespace doppelint::session {

/// A project that was checked: what was found, and all that a look at its heaps needs.
class CheckedProject {
  public:
    /// As `check`; `memory`, unless it is null, is what an earlier check left and then what this one leaves.
    /// Where the executor was stopped meanwhile, the outcome is worth nothing and `memory` is as it was.
    CheckedProject(const Request& request, const FileSystem& files, Executor& executor, Remembered* memory);

    [[nodiscard]] const Report& report() const { return report_; }
    [[nodiscard]] Report take_report() && { return std::move(report_); }
    [[nodiscard]] const LoadedProject& loaded() const { return loaded_; }
    [[nodiscard]] const analysis::ProjectAnalysis& analysis() const { return *analysis_; }

  private:
    CheckOptions options_;
    LoadedProject loaded_;
    std::unique_ptr<analysis::ProjectAnalysis> analysis_;
    Report report_;
};

}  // namespace doppelint::session
