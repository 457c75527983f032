#include "session/heap.h"

#include <array>
#include <charconv>

#include "cli/commands.h"
#include "cli/messages.h"
#include "cli/source_options.h"
#include "report/heap_json.h"
#include "report/heap_text.h"

namespace doppelint::cli {
namespace {

constexpr std::array<std::string_view, 3> kFormats{"text", "json", "jsonl"};
constexpr std::array<std::string_view, 2> kPolicies{"report", "sound"};

/// `PATH:LINE`, taken apart.
struct PlaceAsked {
    std::string path;
    std::uint32_t line = 0;
};

std::optional<PlaceAsked> place_from(std::string_view text) {
    const std::size_t colon = text.rfind(':');
    if (colon == std::string_view::npos || colon == 0) return std::nullopt;
    const std::string_view digits = text.substr(colon + 1);
    PlaceAsked place{std::string(text.substr(0, colon)), 0};
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), place.line);
    if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
    return place;
}

session::HeapRequest request_of(const session::Plan& plan, std::string_view policy) {
    session::HeapRequest request;
    request.target_version = plan.request.target_version;
    request.source_roots = plan.source_roots;
    request.policy = policy == "sound" ? heap::Policy::sound : heap::Policy::report;
    return request;
}

ExitStatus show_place(const session::Plan& plan, const PlaceAsked& place, const session::HeapRequest& request,
                      std::string_view format, Surroundings& surroundings) {
    warn(surroundings, plan.warnings);
    if (plan.request.files.size() != 1) return fail(surroundings, "`" + place.path + "` is no file");
    std::string text;
    const session::InputFile& file = plan.request.files.front();
    const Result<void> done = session::show_heap_at(
        file, place.line, surroundings.files, request, [&](const views::HeapRecord& record) {
            text = format == "json" ? report::render_heap_json(record) : report::render_heap_text(record);
        });
    if (!done) return fail(surroundings, file.shown + ": " + done.error().message);
    return print(surroundings, text, ExitStatus::clean);
}

ExitStatus show_files(const session::Plan& plan, const session::HeapRequest& request,
                      Surroundings& surroundings) {
    warn(surroundings, plan.warnings);
    ExitStatus status = plan.request.files.empty() ? ExitStatus::failed : ExitStatus::clean;
    for (const session::InputFile& file : plan.request.files) {
        ExitStatus written = ExitStatus::clean;
        const Result<void> done =
            session::show_heap(file, surroundings.files, request, [&](const views::HeapRecord& record) {
                if (written == ExitStatus::clean)
                    written = print(surroundings, report::render_heap_line(record), written);
            });
        if (!done) status = fail(surroundings, file.shown + ": " + done.error().message);
        if (written != ExitStatus::clean) return written;
    }
    return status;
}

ExitStatus print_faults(Surroundings& surroundings) {
    std::string text;
    for (const std::string_view name : session::fault_names()) text += std::string(name) + "\n";
    return print(surroundings, text, ExitStatus::clean);
}

}  // namespace

ExitStatus run_heap(Arguments arguments, Surroundings& surroundings) {
    SourceOptions source;
    Operands operands;
    std::string format = "text";
    std::string policy = "report";
    CLI::App app(
        "Shows which names share which objects after a statement. With `--format jsonl`, after every "
        "statement of the files.");
    set_habits(app, "heap [OPTION…] PATH:LINE");
    app.add_option("--format", format, "text, json, or jsonl")->type_name("FORMAT");
    app.add_option("--policy", policy,
                   "What code that is not seen may do: report (nothing) or sound (anything)")
        ->type_name("POLICY");
    bool list_faults = false;
    // For tests of the tests; a build without faults has none to list.
    app.add_flag("--list-faults", list_faults)->group("");
    source.add_to(app);
    if (const auto done = parse_options(app, arguments, operands, surroundings)) return *done;
    if (list_faults) return print_faults(surroundings);
    if (!session::select_fault(surroundings.environment.fault)) {
        return fail(surroundings, "this build has no fault `" + surroundings.environment.fault + "`");
    }
    if (std::ranges::find(kFormats, format) == kFormats.end()) {
        return unknown_value("--format", format, kFormats, surroundings);
    }
    if (std::ranges::find(kPolicies, policy) == kPolicies.end()) {
        return unknown_value("--policy", policy, kPolicies, surroundings);
    }
    if (format == "jsonl") {
        if (operands.empty()) return fail(surroundings, "`doppelint heap --format jsonl` needs a path");
        const std::optional<session::Plan> plan = source.plan(std::move(operands), surroundings);
        return plan ? show_files(*plan, request_of(*plan, policy), surroundings) : ExitStatus::failed;
    }
    const std::optional<PlaceAsked> place =
        operands.size() == 1 ? place_from(operands.front()) : std::nullopt;
    if (!place) return fail(surroundings, "`doppelint heap` needs one place: PATH:LINE");
    const std::optional<session::Plan> plan = source.plan({place->path}, surroundings);
    return plan ? show_place(*plan, *place, request_of(*plan, policy), format, surroundings)
                : ExitStatus::failed;
}

}  // namespace doppelint::cli
