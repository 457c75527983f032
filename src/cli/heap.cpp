#include "session/heap.h"

#include <array>
#include <charconv>

#include "cli/commands.h"
#include "cli/messages.h"
#include "cli/option_table.h"
#include "cli/source_options.h"
#include "report/heap_dot.h"
#include "report/heap_json.h"
#include "report/heap_svg.h"
#include "report/heap_text.h"
#include "session/thread_pool.h"

namespace doppelint::cli {
namespace {

constexpr std::array<std::string_view, 5> kFormats{"text", "dot", "svg", "json", "jsonl"};
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

heap::Policy policy_of(std::string_view name) {
    return name == "sound" ? heap::Policy::sound : heap::Policy::report;
}

std::string rendered(const views::HeapRecord& record, std::string_view format) {
    if (format == "dot") return report::render_heap_dot(record);
    if (format == "svg") return report::render_heap_svg(record);
    return format == "json" ? report::render_heap_json(record) : report::render_heap_text(record);
}

ExitStatus show_place(const session::Plan& plan, const PlaceAsked& place, heap::Policy policy,
                      std::string_view format, Surroundings& surroundings) {
    warn(surroundings, plan.warnings);
    if (plan.request.files.size() != 1) return fail(surroundings, "`" + place.path + "` is no file");
    std::string text;
    session::ThreadPool pool(session::hardware_threads());
    const Result<void> done =
        session::show_heap_at(plan.request, place.line, policy, surroundings.files, pool,
                              [&](const views::HeapRecord& record) { text = rendered(record, format); });
    if (!done) return fail(surroundings, plan.request.files.front().shown + ": " + done.error().message);
    return print(surroundings, text, ExitStatus::clean);
}

ExitStatus show_files(const session::Plan& plan, heap::Policy policy, Surroundings& surroundings) {
    warn(surroundings, plan.warnings);
    if (plan.request.files.empty()) return ExitStatus::failed;
    ExitStatus written = ExitStatus::clean;
    session::ThreadPool pool(session::hardware_threads());
    const std::vector<std::string> unread = session::show_heap(
        plan.request, policy, surroundings.files, pool, [&](const views::HeapRecord& record) {
            if (written == ExitStatus::clean)
                written = print(surroundings, report::render_heap_line(record), written);
        });
    ExitStatus status = written;
    for (const std::string& it : unread) status = fail(surroundings, it);
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
        "Shows which names share which objects after a statement: in words, as a picture (`--format svg`, or "
        "`dot` for Graphviz), or for tools. With `--format jsonl`, after every statement of the files.");
    set_habits(app, "heap [OPTION…] PATH:LINE");
    offer(app.add_option("--format", format, "text (default), dot, svg, json, or jsonl")->type_name("FORMAT"),
          kFormats);
    offer(app.add_option("--policy", policy, "What unseen code may do: report (nothing) or sound")
              ->type_name("POLICY"),
          kPolicies);
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
        return plan ? show_files(*plan, policy_of(policy), surroundings) : ExitStatus::failed;
    }
    const std::optional<PlaceAsked> place =
        operands.size() == 1 ? place_from(operands.front()) : std::nullopt;
    if (!place) return fail(surroundings, "`doppelint heap` needs one place: PATH:LINE");
    const std::optional<session::Plan> plan = source.plan({place->path}, surroundings);
    return plan ? show_place(*plan, *place, policy_of(policy), format, surroundings) : ExitStatus::failed;
}

}  // namespace doppelint::cli
