#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "lsp/diagnostics.h"
#include "lsp/queries.h"
#include "session/background.h"
#include "session/channel.h"
#include "session/live_project.h"

namespace doppelint::lsp {

using ProjectId = std::uint32_t;

/// A project to be checked, unless it was checked as it is now, and questions to be answered then.
struct Job {
    ProjectId project = 0;
    std::string folder;          ///< of the project
    std::uint64_t revision = 0;  ///< another one for another state
    session::LiveProject::State state;
    OpenDocuments open;
    bool shows_changes = false;  ///< hints where a call changes its argument
    std::vector<Query> queries;
    std::vector<ProjectId> alive;  ///< the others are closed
};

/// What came of a job.
struct Done {
    ProjectId project = 0;
    std::uint64_t revision = 0;
    bool is_stopped = false;        ///< then nothing came of it
    bool was_planned_anew = false;  ///< as the job's state said
    std::string problem;            ///< with the configuration; empty: none
    std::vector<std::string> warnings;
    std::vector<FileDiagnostics> diagnostics;  ///< by path
    std::vector<std::pair<Query, Answer>> answers;
    std::vector<Query> unanswered;
};

/// Checks projects in a thread of its own, one job after the other.
class Worker {
  public:
    struct Listener {
        std::function<void(Done)> done;
        std::function<void(std::uint32_t percent)> progress;
    };
    /// `disk` and `client` must outlive the worker. The listener is called in the worker's thread.
    Worker(session::FileSystem& disk, session::Environment environment, const Client& client,
           Listener listener);
    ~Worker();
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;
    Worker(Worker&&) = delete;
    Worker& operator=(Worker&&) = delete;

    /// Only when the job before is done.
    void start(Job job);
    /// The job's outcome is not wanted any more; it ends soon.
    void stop() { stop_ = true; }

  private:
    struct Known {
        std::unique_ptr<session::LiveProject> project;
        std::uint64_t revision = 0;
        std::vector<FileDiagnostics> diagnostics;
    };

    void work();
    [[nodiscard]] Done done(Job job);
    /// False where it was stopped.
    [[nodiscard]] bool update(Known& known, Job& job, Done& into);
    [[nodiscard]] Known& known_for(const Job& job);
    session::FileSystem& disk_;
    session::Environment environment_;
    session::RulePages pages_;
    ClientContext context_;
    Listener listener_;
    std::map<ProjectId, Known> known_;
    std::atomic<bool> stop_ = false;
    session::Channel<std::optional<Job>> jobs_;
    session::Background thread_;
};

}  // namespace doppelint::lsp
