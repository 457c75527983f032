#include "session/explain.h"

#include <charconv>
#include <utility>

#include "cli/commands.h"
#include "cli/messages.h"
#include "cli/source_options.h"
#include "session/thread_pool.h"

namespace doppelint::cli {
namespace {

/// `PATH:LINE` or `PATH:LINE:COLUMN`, taken apart.
struct Asked {
    std::string path;
    session::PlaceAsked place;
};

// Takes a number and the colon before it off the end.
std::optional<std::uint32_t> take_number(std::string_view& text) {
    const std::size_t colon = text.rfind(':');
    if (colon == std::string_view::npos || colon == 0) return std::nullopt;
    const std::string_view digits = text.substr(colon + 1);
    std::uint32_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
    text = text.substr(0, colon);
    return number;
}

std::optional<Asked> asked_from(std::string_view text) {
    const auto last = take_number(text);
    if (!last) return std::nullopt;
    const auto line = take_number(text);
    const session::PlaceAsked place =
        line ? session::PlaceAsked{*line, *last} : session::PlaceAsked{*last, 0};
    return Asked{std::string(text), place};
}

}  // namespace

ExitStatus run_explain(Arguments arguments, Surroundings& surroundings) {
    SourceOptions source;
    SelectionOptions selection;
    Operands operands;
    CLI::App app(
        "Explains why there is a finding on a line, or none: what the analysis saw there, and what "
        "the rules made of it.");
    set_habits(app, "explain [OPTION…] PATH:LINE[:COLUMN]");
    source.add_to(app);
    selection.add_to(app);
    if (const auto done = parse_options(app, arguments, operands, surroundings)) return *done;
    const std::optional<Asked> asked = operands.size() == 1 ? asked_from(operands.front()) : std::nullopt;
    if (!asked) return fail(surroundings, "`doppelint explain` needs one place: PATH:LINE");
    const std::optional<session::Plan> plan = source.plan({asked->path}, selection, surroundings);
    if (!plan) return ExitStatus::failed;
    warn(surroundings, plan->warnings);
    if (plan->request.files.size() != 1) return fail(surroundings, "`" + asked->path + "` is no file");
    session::ThreadPool pool(session::hardware_threads());
    const auto explanation = session::explain(plan->request, asked->place, surroundings.files, pool);
    if (!explanation) {
        return fail(surroundings, plan->request.files.front().shown + ": " + explanation.error().message);
    }
    return print(surroundings, report::render(*explanation), ExitStatus::clean);
}

}  // namespace doppelint::cli
