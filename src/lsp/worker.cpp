#include "lsp/worker.h"

#include <algorithm>

namespace doppelint::lsp {
namespace {

/// Tells how far a check has come, in steps that people can see.
class Percentage final : public session::Progress {
  public:
    explicit Percentage(const std::function<void(std::uint32_t)>& tell) : tell_(tell) {}

    void begins(std::size_t functions) override { all_ = std::max<std::size_t>(functions, 1); }
    void finishes_one() override {
        constexpr std::size_t kSteps = 20, kWhole = 100;
        const std::size_t done = ++done_;
        const std::size_t step = done * kSteps / all_;
        if (step != (done - 1) * kSteps / all_ && step < kSteps)
            tell_(static_cast<std::uint32_t>(step * kWhole / kSteps));
    }
    void ends() override {}

  private:
    const std::function<void(std::uint32_t)>& tell_;
    std::size_t all_ = 1;
    std::atomic<std::size_t> done_ = 0;
};

}  // namespace

Worker::Worker(session::FileSystem& disk, session::Environment environment, const Client& client,
               Listener listener)
    : disk_(disk),
      environment_(std::move(environment)),
      pages_(disk, environment_),
      context_{client, pages_},
      listener_(std::move(listener)),
      thread_([this] { work(); }) {}

Worker::~Worker() {
    stop();
    jobs_.push(std::nullopt);
}

void Worker::start(Job job) {
    stop_ = false;
    jobs_.push(std::move(job));
}

void Worker::work() {
    while (std::optional<Job> job = jobs_.pop()) listener_.done(done(*std::move(job)));
}

Worker::Known& Worker::known_for(const Job& job) {
    std::erase_if(known_,
                  [&](const auto& it) { return std::ranges::find(job.alive, it.first) == job.alive.end(); });
    Known& known = known_[job.project];
    if (known.project == nullptr) {
        session::Environment environment = environment_;
        environment.working_folder = job.folder;
        known.project = std::make_unique<session::LiveProject>(disk_, std::move(environment));
    }
    return known;
}

bool Worker::update(Known& known, Job& job, Done& into) {
    if (known.revision == job.revision) return true;
    session::ThreadPool pool(session::hardware_threads(), stop_);
    Percentage percentage(listener_.progress);
    const Result<void> updated = known.project->update(std::move(job.state), pool, &percentage);
    if (stop_) return false;
    known.revision = job.revision;
    if (!updated) into.problem = updated.error().message;
    if (known.project->checked() == nullptr) return true;
    known.diagnostics = diagnostics_of(View(*known.project, context_, job.open, job.shows_changes));
    into.warnings = known.project->checked()->report().warnings;
    return true;
}

Done Worker::done(Job job) {
    Done result;
    result.project = job.project;
    result.revision = job.revision;
    result.was_planned_anew = job.state.is_planned_anew;
    Known& known = known_for(job);
    if (!update(known, job, result)) {
        result.is_stopped = true;
        result.unanswered = std::move(job.queries);
        return result;
    }
    result.diagnostics = known.diagnostics;
    std::optional<View> view;
    if (known.project->checked() != nullptr)
        view.emplace(*known.project, context_, job.open, job.shows_changes);
    for (Query& it : job.queries) {
        const auto module = view ? view->find(it.path) : std::nullopt;
        Answer answer = module ? answerer_of(it.method)(*view, *module, it) : Answer(Json());
        result.answers.emplace_back(std::move(it), std::move(answer));
    }
    return result;
}

}  // namespace doppelint::lsp
