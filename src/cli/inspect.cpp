#include "session/inspect.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "cli/commands.h"
#include "cli/messages.h"
#include "cli/option_table.h"
#include "cli/source_options.h"
#include "report/calls_json.h"
#include "report/summaries.h"
#include "session/calls.h"
#include "session/summaries.h"
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

constexpr std::array<std::string_view, 2> kFormats{"text", "json"};

// `PATH:LINE` and `PATH::NAME`, taken apart; what is neither is a path.
session::FunctionsAsked asked_in(std::string& operand) {
    session::FunctionsAsked asked;
    if (const std::size_t name = operand.find("::"); name != std::string::npos) {
        asked.qualified_name = operand.substr(name + 2);
        operand.resize(name);
        return asked;
    }
    const std::size_t colon = operand.rfind(':');
    if (colon == std::string::npos) return asked;
    std::uint32_t line = 0;
    const char* const end = operand.data() + operand.size();
    const auto [stopped, error] = std::from_chars(operand.data() + colon + 1, end, line);
    if (error != std::errc() || stopped != end) return asked;
    asked.line = line;
    operand.resize(colon);
    return asked;
}

ExitStatus inspect_summaries(const session::Plan& plan, const session::FunctionsAsked& asked,
                             std::string_view format, Surroundings& surroundings) {
    warn(surroundings, plan.warnings);
    if (plan.request.files.empty()) return ExitStatus::failed;
    session::ThreadPool pool(session::hardware_threads());
    const Result<session::Summaries> found =
        session::summaries(plan.request, asked, surroundings.files, pool);
    if (!found) return fail(surroundings, plan.request.files.front().shown + ": " + found.error().message);
    ExitStatus status = ExitStatus::clean;
    for (const std::string& it : found->warnings) status = fail(surroundings, it);
    return print(surroundings,
                 format == "json" ? report::render_summaries_json(found->views)
                                  : report::render_summaries_text(found->views),
                 status);
}

}  // namespace

ExitStatus run_inspect(Arguments arguments, Surroundings& surroundings) {
    SourceOptions source;
    Operands operands;
    CLI::App app(
        "Prints the engine's own view of files: `tree` (syntax), `scopes` (names), `ir` "
        "(instructions), `cfg` (control flow, for Graphviz), `calls` (who calls what, as JSON), `summary` "
        "(what a call of each function does; of one with PATH:LINE or PATH::NAME).");
    set_habits(app, "inspect tree|scopes|ir|cfg|calls|summary [OPTION…] PATH…");
    std::string format = "text";
    offer(app.add_option("--format", format, "Of `summary`: text (default) or json")->type_name("FORMAT"),
          kFormats);
    source.add_to(app);
    if (const auto done = parse_options(app, arguments, operands, surroundings)) return *done;
    if (operands.size() < 2) return fail(surroundings, "`doppelint inspect` needs a view and a path");
    const std::optional<session::View> view = session::find_view(operands.front());
    if (!view) {
        return unknown_value("`doppelint inspect`", operands.front(), session::kViewNames, surroundings);
    }
    if (std::ranges::find(kFormats, format) == kFormats.end()) {
        return unknown_value("--format", format, kFormats, surroundings);
    }
    operands.erase(operands.begin());
    session::FunctionsAsked asked;
    if (*view == session::View::summary && operands.size() == 1) asked = asked_in(operands.front());
    const std::optional<session::Plan> plan = source.plan(std::move(operands), surroundings);
    if (!plan) return ExitStatus::failed;
    if (*view == session::View::calls) return inspect_calls(*plan, surroundings);
    if (*view == session::View::summary) return inspect_summaries(*plan, asked, format, surroundings);
    return inspect_files(*plan, *view, surroundings);
}

}  // namespace doppelint::cli
