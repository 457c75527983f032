#include "session/live_project.h"

#include <utility>

#include "session/known_findings.h"

namespace doppelint::session {

Result<void> LiveProject::update(State state, Executor& executor, Progress* progress) {
    // What the last analysis holds is much, and is not asked any more.
    checked_.reset();
    findings_.clear();
    if (state.is_planned_anew) still_.look_again();
    auto files = std::make_unique<OverlayFiles>(still_, std::move(state.unsaved));
    std::optional<Plan> plan = plan_;
    if (state.is_planned_anew || !plan) {
        Result<Plan> made =
            make_plan({std::move(state.named), "", {}}, state.overrides, *files, environment_);
        if (!made) return tl::unexpected(made.error());
        plan = *std::move(made);
        baseline_.reset();
        if (plan->baseline) {
            Result<findings::Baseline> known = read_baseline(*plan->baseline, *files);
            if (!known) return tl::unexpected(known.error());
            baseline_ = *std::move(known);
        }
    }
    plan->request.progress = progress;
    auto checked = std::make_unique<CheckedProject>(plan->request, *files, executor, &memory_);
    if (executor.is_stopped()) return {};
    plan->request.progress = nullptr;
    plan_ = std::move(plan);
    files_ = std::move(files);
    checked_ = std::move(checked);
    findings_ = checked_->report().findings;
    if (baseline_) static_cast<void>(leave_out_known(findings_, *baseline_));
    return {};
}

}  // namespace doppelint::session
