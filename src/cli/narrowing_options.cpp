#include "cli/narrowing_options.h"

#include <utility>

#include "session/known_findings.h"
#include "session/paths.h"

namespace doppelint::cli {

void NarrowingOptions::add_to(CLI::App& app) {
    begin_group(app, "What is told");
    app.add_option("--since", since_, "Only what touches lines changed since a git revision")
        ->type_name("REV");
    app.add_option("--baseline", baseline_, "Leave out the findings that FILE lists")->type_name("FILE");
    app.add_flag("--no-baseline", no_baseline_, "Use no baseline, whatever is configured");
    app.add_option("--write-baseline", write_baseline_, "Write what is found to FILE, for --baseline")
        ->type_name("FILE");
}

Result<session::Narrowing> NarrowingOptions::narrowing(const session::Plan& plan,
                                                       const Surroundings& surroundings) const {
    session::Narrowing result;
    const std::string& here = surroundings.environment.working_folder;
    if (!since_.empty()) {
        // git runs a hook where the repository begins, and what is not staged is not committed.
        const bool is_hook = surroundings.environment.is_hook;
        const std::string folder = is_hook || plan.request.files.empty()
                                       ? here
                                       : std::string(session::parent_of(plan.request.files.front().path));
        Result<session::ChangedLines> changed = session::changed_since(
            since_, folder, is_hook ? session::Untracked::no_matter : session::Untracked::all_new);
        if (!changed) return failure("--since: " + changed.error().message);
        result.changed = *std::move(changed);
    }
    if (no_baseline_ || !write_baseline_.empty()) return result;
    std::optional<std::string> path = plan.baseline;
    if (!baseline_.empty()) path = session::absolute_path(here, baseline_);
    if (!path) return result;
    Result<findings::Baseline> known = session::read_baseline(*path, surroundings.files);
    if (!known) return tl::unexpected(known.error());
    result.baseline = *std::move(known);
    return result;
}

}  // namespace doppelint::cli
