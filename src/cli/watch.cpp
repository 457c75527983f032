#include "cli/watch.h"

#include <chrono>
#include <utility>

#include "session/thread_pool.h"
#include "session/watching.h"

namespace doppelint::cli {

void watch(const Watched& watched, Surroundings& surroundings) {
    constexpr std::chrono::milliseconds kBetweenLooks{300};
    // What is wrong with a configuration is said each time.
    constexpr std::chrono::milliseconds kUntilMended{3000};
    session::ThreadPool pool(watched.jobs);
    session::WatchedCheck check;
    bool has_run = false;
    while (true) {
        std::optional<session::Plan> plan = watched.plan();
        const bool is_mended = plan.has_value();
        if (plan && (!has_run || check.is_outdated(plan->request, surroundings.files))) {
            session::Report report = check.run(plan->request, surroundings.files, pool);
            has_run = true;
            watched.tell(*std::move(plan), std::move(report));
        }
        session::wait_for(is_mended ? kBetweenLooks : kUntilMended);
    }
}

}  // namespace doppelint::cli
