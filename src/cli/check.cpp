#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>

#include "cli/commands.h"
#include "cli/messages.h"
#include "cli/output_options.h"
#include "cli/progress_bar.h"
#include "cli/source_options.h"
#include "report/difference.h"
#include "report/format.h"
#include "report/summary.h"
#include "session/fix.h"
#include "session/log.h"
#include "session/quotes.h"
#include "session/thread_pool.h"

namespace doppelint::cli {
namespace {

constexpr std::size_t kMostJobs = 1024;
/// A run that takes less needs no bar.
constexpr std::chrono::milliseconds kPatience{700};
/// In the order of findings::Confidence.
constexpr std::array<std::string_view, 3> kConfidences{"certain", "likely", "possible"};

/// The options of `check` as written.
struct Options {
    SourceOptions source;
    Operands paths;
    OutputOptions output;
    OutputStyle style;  ///< what these come to
    std::string jobs;
    std::string min_confidence = "likely";
    bool statistics = false;
    bool exit_zero = false;
    bool quiet = false;
    bool verbose = false;
    bool show_files = false;
    bool no_cache = false;
    bool fix = false;
    bool unsafe_fixes = false;
    bool difference = false;

    [[nodiscard]] bool asks_for_fixes() const { return fix || difference; }
};

void add_options(CLI::App& app, Options& into) {
    set_habits(app, "check [OPTION…] [PATH…]");
    into.output.add_to(app);
    into.source.add_to(app);
    app.add_option("--min-confidence", into.min_confidence,
                   "Leave out what is less sure: certain, likely (default), possible")
        ->type_name("CONFIDENCE");
    app.add_option("-j,--jobs", into.jobs, "How many threads (as many as the machine runs at once)")
        ->type_name("N");
    app.add_flag("--fix", into.fix, "Apply the fixes that are proved safe, and print what is left");
    app.add_flag("--unsafe-fixes", into.unsafe_fixes, "With --fix or --diff: also those that are not");
    app.add_flag("--diff", into.difference, "Print what --fix would change, and change nothing");
    app.add_flag("--show-files", into.show_files, "Print the files that would be checked, and check none");
    app.add_flag("--statistics", into.statistics, "Print what the run was about and where its time went");
    app.add_flag("--exit-zero", into.exit_zero, "End with status 0 where there are findings");
    app.add_flag("-q,--quiet", into.quiet, "Print findings, warnings and errors only");
    app.add_flag("-v,--verbose", into.verbose, "Tell on standard error what is done and why");
    app.add_flag("-n,--no-cache", into.no_cache, "Use no cache; there is none yet, so this changes nothing");
}

std::optional<findings::Confidence> find_confidence(std::string_view name) {
    const auto* const found = std::ranges::find(kConfidences, name);
    if (found == kConfidences.end()) return std::nullopt;
    return static_cast<findings::Confidence>(found - kConfidences.begin());
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

std::string text_of(const session::Report& report, std::span<const session::InputFile> inputs,
                    const OutputStyle& style, const Surroundings& surroundings) {
    report::Told told{report.findings, report.warnings, report.statistics.files, {}};
    if (report::quotes_lines(style.format)) {
        told.quotes = session::quotes_of(report.findings, inputs, surroundings.files);
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
    surroundings.error.write(report::summary(report.findings.size(), report.statistics.files) +
                             (options.asks_for_fixes() ? "" : report::fixable(report.findings)) + "\n");
}

void add_plan(session::Plan& plan, session::Report& report) {
    report.statistics.discover_time = plan.discover_time;
    std::ranges::move(plan.warnings, std::back_inserter(report.warnings));
    std::ranges::sort(report.warnings);
}

ExitStatus check_files(session::Plan plan, std::size_t jobs, const Options& options,
                       Surroundings& surroundings) {
    session::ThreadPool pool(jobs);
    session::Report report = session::check(plan.request, surroundings.files, pool);
    add_plan(plan, report);
    const std::string text = text_of(report, plan.request.files, options.style, surroundings);
    const ExitStatus status = write_findings(options, text, status_of(report, options), surroundings);
    say_how_it_went(report, options, surroundings);
    return status;
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
ExitStatus write_fixes(session::FixReport fixed, std::vector<session::InputFile> inputs,
                       const Options& options, Surroundings& surroundings) {
    session::write(fixed, surroundings.files);
    take_fixed(inputs, fixed);
    const std::string text = text_of(fixed.report, inputs, options.style, surroundings);
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

ExitStatus fix_files(session::Plan plan, std::size_t jobs, const Options& options,
                     Surroundings& surroundings) {
    std::vector<session::InputFile> inputs = plan.request.files;
    session::ThreadPool pool(jobs);
    const auto least = options.unsafe_fixes ? findings::Applicability::unsafe : findings::Applicability::safe;
    session::FixReport fixed = session::fix(std::move(plan.request), least, surroundings.files, pool);
    add_plan(plan, fixed.report);
    if (options.difference) return show_difference(std::move(fixed), options, surroundings);
    return write_fixes(std::move(fixed), std::move(inputs), options, surroundings);
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
    const std::optional<findings::Confidence> confidence = find_confidence(options.min_confidence);
    if (!confidence)
        return unknown_value("--min-confidence", options.min_confidence, kConfidences, surroundings);
    const std::optional<std::size_t> jobs = number_of_jobs(options.jobs);
    if (!jobs) return fail(surroundings, "--jobs must be a number from 1 to 1024");
    if (options.unsafe_fixes && !options.asks_for_fixes())
        return fail(surroundings, "--unsafe-fixes goes with --fix or --diff");
    session::set_verbosity(options.verbose ? session::Verbosity::verbose : session::Verbosity::silent);
    if (options.paths.empty()) options.paths.emplace_back(".");
    std::optional<session::Plan> plan = options.source.plan(options.paths, surroundings);
    if (!plan) return ExitStatus::failed;
    plan->request.min_confidence = *confidence;
    if (options.show_files) {
        warn(surroundings, plan->warnings);
        return show_files(*plan, surroundings);
    }
    ProgressBar bar(surroundings.error, kPatience);
    if (wants_progress(options, surroundings.terminal)) plan->request.progress = &bar;
    const auto run = options.asks_for_fixes() ? fix_files : check_files;
    return run(*std::move(plan), *jobs, options, surroundings);
}

}  // namespace doppelint::cli
