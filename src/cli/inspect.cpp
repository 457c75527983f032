#include "session/inspect.h"

#include "cli/commands.h"
#include "cli/messages.h"
#include "cli/source_options.h"
#include "report/calls_json.h"
#include "session/calls.h"
#include "session/thread_pool.h"

namespace doppelint::cli {
namespace {

std::string heading(const std::string& path) {
    return "== " + path + "\n";
}

// With several files each view stands under the file's name.
ExitStatus inspect_files(const session::Plan& plan, session::View view, Surroundings& surroundings) {
    warn(surroundings, plan.warnings);
    const lowering::Options options = session::options_for(plan.request.target_version);
    ExitStatus status = plan.request.files.empty() ? ExitStatus::failed : ExitStatus::clean;
    for (const session::InputFile& file : plan.request.files) {
        const Result<std::string> text = session::inspect(file, view, surroundings.files, options);
        if (!text) {
            status = fail(surroundings, file.shown + ": " + text.error().message);
            continue;
        }
        const bool alone = plan.request.files.size() == 1;
        status = print(surroundings, (alone ? "" : heading(file.shown)) + *text, status);
    }
    return status;
}

ExitStatus inspect_calls(const session::Plan& plan, Surroundings& surroundings) {
    warn(surroundings, plan.warnings);
    if (plan.request.files.empty()) return ExitStatus::failed;
    session::ThreadPool pool(session::hardware_threads());
    const session::CallGraph graph = session::call_graph(plan.request, surroundings.files, pool);
    warn(surroundings, graph.warnings);
    return print(surroundings, report::render_calls_json(graph.calls), ExitStatus::clean);
}

}  // namespace

ExitStatus run_inspect(Arguments arguments, Surroundings& surroundings) {
    SourceOptions source;
    Operands operands;
    CLI::App app(
        "Prints the engine's own view of files: `tree` (syntax), `scopes` (names), `ir` "
        "(instructions), `cfg` (control flow, for Graphviz), `calls` (who calls what, as JSON).");
    set_habits(app, "inspect tree|scopes|ir|cfg|calls [OPTION…] PATH…");
    source.add_to(app);
    if (const auto done = parse_options(app, arguments, operands, surroundings)) return *done;
    if (operands.size() < 2) return fail(surroundings, "`doppelint inspect` needs a view and a path");
    const std::optional<session::View> view = session::find_view(operands.front());
    if (!view) {
        return unknown_value("`doppelint inspect`", operands.front(), session::kViewNames, surroundings);
    }
    operands.erase(operands.begin());
    const std::optional<session::Plan> plan = source.plan(std::move(operands), surroundings);
    if (!plan) return ExitStatus::failed;
    if (*view == session::View::calls) return inspect_calls(*plan, surroundings);
    return inspect_files(*plan, *view, surroundings);
}

}  // namespace doppelint::cli
