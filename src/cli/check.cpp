#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>

#include "cli/commands.h"
#include "cli/messages.h"
#include "cli/narrowing_options.h"
#include "cli/output_options.h"
#include "cli/progress_bar.h"
#include "cli/source_options.h"
#include "cli/watch.h"
#include "report/difference.h"
#include "report/format.h"
#include "report/heap_svg.h"
#include "report/summary.h"
#include "session/fix.h"
#include "session/heap_pictures.h"
#include "session/known_findings.h"
#include "session/log.h"
#include "session/paths.h"
#include "session/quotes.h"
#include "session/thread_pool.h"

namespace doppelint::cli {
namespace {

constexpr std::size_t kMostJobs = 1024;
/// A run that takes less needs no bar.
constexpr std::chrono::milliseconds kPatience{700};

/// The options of `check` as written.
struct Options {
    SourceOptions source;
    SelectionOptions selection;
    NarrowingOptions narrowing;
    Operands paths;
    OutputOptions output;
    OutputStyle style;  ///< what these come to
    std::string jobs;
    bool statistics = false;
    bool exit_zero = false;
    bool quiet = false;
    bool verbose = false;
    bool show_files = false;
    bool no_cache = false;
    bool watch = false;
    bool fix = false;
    bool unsafe_fixes = false;
    bool difference = false;

    [[nodiscard]] bool asks_for_fixes() const { return fix || difference; }
};

void add_fixing(CLI::App& app, Options& into) {
    begin_group(app, "Fixes");
    app.add_flag("--fix", into.fix, "Apply the fixes that are proved safe, tell the rest");
    app.add_flag("--unsafe-fixes", into.unsafe_fixes, "With --fix or --diff: also those that are not");
    app.add_flag("--diff", into.difference, "Print what --fix would change, and change nothing");
}

void add_output(CLI::App& app, Options& into) {
    into.output.add_to(app);
    app.add_flag("--statistics", into.statistics, "Print what the run was about and what took its time");
    app.add_flag("--exit-zero", into.exit_zero, "End with status 0 where there are findings");
    app.add_flag("-q,--quiet", into.quiet, "Print findings, warnings and errors only");
    app.add_flag("-v,--verbose", into.verbose, "Tell on standard error what is done and why");
}

void add_running(CLI::App& app, Options& into) {
    begin_group(app, "Running");
    app.add_option("-j,--jobs", into.jobs, "How many threads (as many as the machine runs)")->type_name("N");
    app.add_flag("--watch", into.watch, "Check again whenever a file changes");
    app.add_flag("--show-files", into.show_files, "Print which files would be checked, and check none");
    app.add_flag("-n,--no-cache", into.no_cache, "Neither use nor leave results of this run");
}

void add_options(CLI::App& app, Options& into) {
    set_habits(app, "check [OPTION…] [PATH…]");
    into.selection.add_to(app);
    into.narrowing.add_to(app);
    add_fixing(app, into);
    add_output(app, into);
    into.source.add_to(app);
    add_running(app, into);
}

std::optional<std::size_t> number_of_jobs(const std::string& written) {
    if (written.empty()) return session::hardware_threads();
    std::size_t jobs = 0;
    const char* end = written.data() + written.size();
    const auto [stop, error] = std::from_chars(written.data(), end, jobs);
    if (error != std::errc{} || stop != end || jobs == 0 || jobs > kMostJobs) return std::nullopt;
    return jobs;
}

// Nobody looks at a pipe, and the log would be torn.
bool wants_progress(const Options& options, const Terminal& terminal) {
    return terminal.shows_errors && terminal.kind != "dumb" && !options.quiet && !options.verbose;
}

ExitStatus show_files(const session::Plan& plan, Surroundings& surroundings) {
    std::string text;
    for (const session::InputFile& file : plan.request.files) text += file.shown + "\n";
    const bool nothing = plan.request.files.empty() && !plan.warnings.empty();
    return print(surroundings, text, nothing ? ExitStatus::failed : ExitStatus::clean);
}

ExitStatus write_findings(const Options& options, const std::string& text, ExitStatus status,
                          Surroundings& surroundings) {
    const std::string& file = options.output.file();
    if (file.empty()) return print(surroundings, text, status);
    const Result<void> written = surroundings.files.write(file, text);
    return written ? status : fail(surroundings, file + ": " + written.error().message);
}

report::Pictures pictures_of(std::span<const findings::Finding> findings, const session::Request& request,
                             std::size_t jobs, const Surroundings& surroundings) {
    report::Pictures pictures;
    pictures.are_cut = findings.size() > report::kMostPictures;
    session::ThreadPool pool(jobs);
    session::show_heap_of_findings(request, findings.first(std::min(findings.size(), report::kMostPictures)),
                                   surroundings.files, pool,
                                   [&](std::size_t finding, const views::HeapRecord& record) {
                                       std::string picture = report::render_heap_svg_in_page(record);
                                       if (!picture.empty())
                                           pictures.of_finding.emplace(finding, std::move(picture));
                                   });
    return pictures;
}

std::string text_of(const session::Report& report, const session::Request& request, std::size_t jobs,
                    const OutputStyle& style, const Surroundings& surroundings) {
    report::Told told{report.findings, report.warnings, report.statistics.files, {}, {}};
    if (report::quotes_lines(style.format)) {
        told.quotes = session::quotes_of(report.findings, request.files, surroundings.files);
    }
    if (report::shows_pictures(style.format)) {
        told.pictures = pictures_of(report.findings, request, jobs, surroundings);
    }
    return report::render(style.format, told, style.look);
}

ExitStatus status_of(const session::Report& report, const Options& options) {
    if (report.statistics.files == 0 && !report.warnings.empty()) return ExitStatus::failed;
    const bool clean = report.findings.empty() || options.exit_zero;
    return clean ? ExitStatus::clean : ExitStatus::findings;
}

void say_how_it_went(const session::Report& report, const Options& options, Surroundings& surroundings) {
    warn(surroundings, report.warnings);
    if (options.statistics) surroundings.error.write(report::render(report.statistics));
    if (options.quiet) return;
    if (report.statistics.files == 0 && report.warnings.empty()) {
        surroundings.error.write("warning: no Python files found\n");
    }
    surroundings.error.write(
        report::summary({report.findings.size(), report.statistics.files, report.known}) +
        (options.asks_for_fixes() ? "" : report::fixable(report.findings)) + "\n");
}

void add_plan(session::Plan& plan, session::Report& report) {
    report.statistics.discover_time = plan.discover_time;
    std::ranges::move(plan.warnings, std::back_inserter(report.warnings));
    std::ranges::sort(report.warnings);
}

/// What all ways to run need.
struct Run {
    session::Plan plan;
    session::Narrowing narrowing;
    std::size_t jobs = 1;
};

std::optional<ExitStatus> write_baseline(const Run& run, const session::Report& report,
                                         const Options& options, Surroundings& surroundings) {
    const std::string& asked = options.narrowing.baseline_to_write();
    if (asked.empty()) return std::nullopt;
    const std::string path = session::absolute_path(surroundings.environment.working_folder, asked);
    const auto known = session::write_baseline(path, run.plan.request, report.findings, surroundings.files);
    if (!known) return fail(surroundings, known.error().message);
    if (!options.quiet) surroundings.error.write(report::baseline_written(*known, asked));
    return ExitStatus::clean;
}

// Tells what is found and wanted.
ExitStatus tell(const Run& run, session::Report report, const Options& options, Surroundings& surroundings) {
    report.known =
        run.narrowing.apply(report.findings, surroundings.files, surroundings.environment.working_folder);
    const std::string text = text_of(report, run.plan.request, run.jobs, options.style, surroundings);
    const ExitStatus status = write_findings(options, text, status_of(report, options), surroundings);
    say_how_it_went(report, options, surroundings);
    return status;
}

ExitStatus check_files(Run run, const Options& options, Surroundings& surroundings) {
    session::ThreadPool pool(run.jobs);
    session::Report report = session::check(run.plan.request, surroundings.files, pool, run.plan.cache);
    add_plan(run.plan, report);
    if (const auto done = write_baseline(run, report, options, surroundings)) return *done;
    return tell(run, std::move(report), options, surroundings);
}

[[noreturn]] void watch_files(std::size_t jobs, const Options& options, Surroundings& surroundings) {
    Watched watched;
    watched.jobs = jobs;
    watched.plan = [&] { return options.source.plan(options.paths, options.selection, surroundings); };
    watched.tell = [&](session::Plan plan, session::Report report) {
        add_plan(plan, report);
        Result<session::Narrowing> narrowing = options.narrowing.narrowing(plan, surroundings);
        if (!narrowing) {
            fail(surroundings, narrowing.error().message);
            return;
        }
        static_cast<void>(
            tell({std::move(plan), *std::move(narrowing), jobs}, std::move(report), options, surroundings));
        if (!options.quiet) surroundings.error.write("Waiting for changes.\n");
    };
    watch(watched, surroundings);
}

void say_what_is_fixed(const session::FixReport& fixed, const Options& options, Surroundings& surroundings) {
    if (options.quiet) return;
    std::size_t problems = 0;
    std::size_t files = 0;
    for (const session::FixedFile& it : fixed.files) {
        problems += it.fixed;
        if (it.fixed != 0) ++files;
    }
    surroundings.error.write(
        report::fix_summary(options.difference ? "Would fix" : "Fixed", problems, files));
}

ExitStatus show_difference(session::FixReport fixed, const Options& options, Surroundings& surroundings) {
    std::string text;
    for (const session::FixedFile& it : fixed.files) {
        text += report::painted_difference(report::render_difference(it.shown, it.before, it.after),
                                           options.style.look.color);
    }
    fixed.report.findings = std::move(fixed.before);
    const ExitStatus status = write_findings(options, text, status_of(fixed.report, options), surroundings);
    say_what_is_fixed(fixed, options, surroundings);
    say_how_it_went(fixed.report, options, surroundings);
    return status;
}

// What is unsaved is looked up as fixing leaves it.
void take_fixed(std::vector<session::InputFile>& inputs, const session::FixReport& fixed) {
    for (session::InputFile& it : inputs) {
        if (!it.unsaved) continue;
        const auto found = std::ranges::find(fixed.files, it.shown, &session::FixedFile::shown);
        if (found != fixed.files.end()) it.unsaved = found->after;
    }
}

// What came on standard input goes to standard output as it is now; findings are told beside it.
ExitStatus write_fixes(session::FixReport fixed, session::Request request, std::size_t jobs,
                       const Options& options, Surroundings& surroundings) {
    session::write(fixed, surroundings.files);
    take_fixed(request.files, fixed);
    const std::string text = text_of(fixed.report, request, jobs, options.style, surroundings);
    ExitStatus status = status_of(fixed.report, options);
    const auto unsaved = std::ranges::find_if(fixed.files, &session::FixedFile::is_unsaved);
    if (unsaved == fixed.files.end()) {
        status = write_findings(options, text, status, surroundings);
    } else {
        surroundings.error.write(text);
        status = print(surroundings, unsaved->after, status);
    }
    say_what_is_fixed(fixed, options, surroundings);
    say_how_it_went(fixed.report, options, surroundings);
    return status;
}

ExitStatus fix_files(Run run, const Options& options, Surroundings& surroundings) {
    session::Request request = run.plan.request;
    session::ThreadPool pool(run.jobs);
    const auto least = options.unsafe_fixes ? findings::Applicability::unsafe : findings::Applicability::safe;
    session::FixReport fixed = session::fix(
        std::move(run.plan.request),
        {least, std::move(run.narrowing), surroundings.environment.working_folder}, surroundings.files, pool);
    add_plan(run.plan, fixed.report);
    if (options.difference) return show_difference(std::move(fixed), options, surroundings);
    return write_fixes(std::move(fixed), std::move(request), run.jobs, options, surroundings);
}

// What is wrong with options that exclude each other.
std::optional<std::string_view> wrong_together(const Options& options) {
    const bool reads_input = std::ranges::find(options.paths, "-") != options.paths.end();
    const bool writes_baseline = !options.narrowing.baseline_to_write().empty();
    if (options.unsafe_fixes && !options.asks_for_fixes()) return "--unsafe-fixes goes with --fix or --diff";
    if (options.asks_for_fixes() && writes_baseline)
        return "--write-baseline does not go with --fix or --diff";
    if (options.watch && (options.asks_for_fixes() || writes_baseline || options.show_files || reads_input))
        return "--watch goes with files, and not with --fix, --diff, --write-baseline or --show-files";
    return std::nullopt;
}

}  // namespace

ExitStatus run_check(Arguments arguments, Surroundings& surroundings) {
    Options options;
    CLI::App app(
        "Analyzes files and folders (the working folder, unless others are given) and prints what is "
        "found.");
    add_options(app, options);
    if (const auto done = parse_options(app, arguments, options.paths, surroundings)) return *done;
    const std::optional<OutputStyle> style = options.output.style(surroundings);
    if (!style) return ExitStatus::failed;
    options.style = *style;
    const std::optional<std::size_t> jobs = number_of_jobs(options.jobs);
    if (!jobs) return fail(surroundings, "--jobs must be a number from 1 to 1024");
    session::set_verbosity(options.verbose ? session::Verbosity::verbose : session::Verbosity::silent);
    if (options.paths.empty()) options.paths.emplace_back(".");
    if (const auto wrong = wrong_together(options)) return fail(surroundings, *wrong);
    if (options.watch) watch_files(*jobs, options, surroundings);
    std::optional<session::Plan> plan = options.source.plan(options.paths, options.selection, surroundings);
    if (!plan) return ExitStatus::failed;
    if (options.show_files) {
        warn(surroundings, plan->warnings);
        return show_files(*plan, surroundings);
    }
    if (options.no_cache) plan->cache.folder.clear();
    Result<session::Narrowing> narrowing = options.narrowing.narrowing(*plan, surroundings);
    if (!narrowing) return fail(surroundings, narrowing.error().message);
    ProgressBar bar(surroundings.error, kPatience);
    if (wants_progress(options, surroundings.terminal)) plan->request.progress = &bar;
    const auto run = options.asks_for_fixes() ? fix_files : check_files;
    return run({*std::move(plan), *std::move(narrowing), *jobs}, options, surroundings);
}

}  // namespace doppelint::cli
