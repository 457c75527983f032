#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "findings/baseline.h"
#include "session/checked_project.h"
#include "session/environment.h"
#include "session/overlay_files.h"
#include "session/plan.h"
#include "session/remembered.h"
#include "session/still_files.h"

namespace doppelint::session {

/// A project that somebody works on: it is checked again and again, and what an edit cannot change is not
/// worked out again. Used by one thread at a time.
class LiveProject {
  public:
    /// `disk` must outlive this. Files are shown as seen from the environment's working folder.
    LiveProject(const FileSystem& disk, Environment environment)
        : environment_(std::move(environment)), still_(disk) {
        memory_.in_layers = true;
    }

    /// What is to be checked.
    struct State {
        std::vector<std::string> named;  ///< files and folders, as seen from the working folder
        Overrides overrides;
        UnsavedTexts unsaved;
        bool is_planned_anew = true;  ///< something else than unsaved text may have changed
    };

    /// Checks this state. An error says what is wrong with the configuration. Then, and where `executor` was
    /// stopped meanwhile, nothing is checked until the next update.
    [[nodiscard]] Result<void> update(State state, Executor& executor, Progress* progress);

    /// What was found; null where nothing is checked.
    [[nodiscard]] const CheckedProject* checked() const { return checked_.get(); }
    /// The findings without what a baseline knows.
    [[nodiscard]] const std::vector<findings::Finding>& findings() const { return findings_; }
    [[nodiscard]] const Request& request() const { return plan_->request; }
    /// The files that were checked last.
    [[nodiscard]] const FileSystem& files() const { return *files_; }
    [[nodiscard]] const Environment& environment() const { return environment_; }

  private:
    Environment environment_;
    StillFiles still_;
    std::unique_ptr<OverlayFiles> files_;
    std::optional<Plan> plan_;
    std::optional<findings::Baseline> baseline_;
    Remembered memory_;
    std::unique_ptr<CheckedProject> checked_;
    std::vector<findings::Finding> findings_;
};

}  // namespace doppelint::session
