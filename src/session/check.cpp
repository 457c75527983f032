#include "session/check.h"

#include <algorithm>
#include <iterator>
#include <memory>
#include <optional>
#include <utility>

#include "base/hash.h"
#include "checks/run.h"
#include "session/check_file.h"
#include "session/checked_project.h"
#include "session/file_subject.h"
#include "session/found_by_function.h"
#include "session/front.h"
#include "session/remembered.h"
#include "session/stopwatch.h"
#include "session/tally.h"

namespace doppelint::session {
namespace {

void add(Report& report, FileReport file) {
    report.statistics += file.statistics;
    std::ranges::move(file.findings, std::back_inserter(report.findings));
}

// All that holds for every function. What is compiled in is a part of the version.
std::uint64_t settings_of(const CheckOptions& options, const ProjectLibrary& library) {
    return Hasher()
        .add(options.versions.first)
        .add(options.versions.last)
        .add(options.lowering.annotations)
        .add(library.hash())
        .value();
}

std::size_t function_count(const LoadedProject& loaded) {
    std::size_t result = 0;
    for (std::uint32_t module = 0; module < loaded.count(); ++module) {
        result += loaded.file(program::ModuleId{module}).program.functions.size();
    }
    return result;
}

/// Looks at each function once its analysis is finished; from several threads at once.
class Looking {
  public:
    Looking(const LoadedProject& loaded, Progress* progress)
        : loaded_(loaded), progress_(progress), found_(loaded) {
        if (progress_ != nullptr) progress_->begins(function_count(loaded));
    }
    void look_at(program::CodeId code, const analysis::FunctionAnalysis& function) {
        if (progress_ != nullptr) progress_->finishes_one();
        tally_.add(function);
        if (!found_.is_named(code)) return;
        found_.of(code) = checks::findings_of(file_subject(loaded_, code, function), function);
    }
    void end() {
        if (progress_ != nullptr) progress_->ends();
    }
    [[nodiscard]] FoundByFunction& found() { return found_; }
    [[nodiscard]] const Tally& tally() const { return tally_; }

  private:
    const LoadedProject& loaded_;
    Progress* progress_;
    FoundByFunction found_;
    Tally tally_;
};

// The drafts of each file, once it is known what all others show.
std::vector<FileReport> reports_of(const LoadedProject& loaded, FoundByFunction& found,
                                   const FileSystem& files, Executor& executor) {
    std::vector<checks::Evidence> all_evidence;
    for (std::uint32_t module = 0; module < loaded.named_count(); ++module) {
        for (checks::Found& it : found.of(program::ModuleId{module})) {
            std::ranges::move(it.evidence, std::back_inserter(all_evidence));
        }
    }
    const checks::EvidenceTable evidence(std::move(all_evidence));
    std::vector<FileReport> result(loaded.named_count());
    executor.for_each_index(result.size(), [&](std::size_t index) {
        const program::ModuleId module{static_cast<std::uint32_t>(index)};
        std::vector<checks::Draft> all;
        for (checks::Found& it : found.of(module)) {
            std::ranges::move(
                checks::settled(loaded.file(module).tree, module, std::move(it.drafts), evidence),
                std::back_inserter(all));
        }
        result[index] = report_of(loaded, module, std::move(all), files);
    });
    return result;
}

const ParsedFiles& files_of(const Remembered* memory) {
    static const ParsedFiles none;
    return memory == nullptr ? none : memory->files;
}

// What an earlier check left, as a run reads it.
void recall(const Remembered& memory, const LoadedProject& loaded, analysis::Reuse& into) {
    std::optional<analysis::Memory> before = analysis::Memory::from(memory.bytes, into.settings);
    std::optional<analysis::Memory> recent = analysis::Memory::from(memory.recent, into.settings);
    // Once there is much beside it, all is written as one again.
    constexpr std::size_t kMostBeside = 4;
    into.before_stays =
        memory.in_layers && before && memory.recent.size() < memory.bytes.size() / kMostBeside;
    into.before = before.value_or(analysis::Memory());
    into.recent = recent.value_or(analysis::Memory());
    for (std::uint32_t at = 0; at < loaded.count(); ++at) {
        const LoadedFile& file = loaded.file(program::ModuleId{at});
        const auto known = memory.keys.find(file.input.path);
        into.same_as_before.push_back(known != memory.keys.end() && known->second == file.parsed->key);
        into.same_as_recent.push_back(file.is_reused);
    }
}

void remember(analysis::Reuse reuse, const LoadedProject& loaded, Remembered& into) {
    into.files = loaded.parsed_files();
    if (reuse.before_stays) {
        into.recent = std::move(reuse.after);
    } else {
        into.bytes = std::move(reuse.after);
        into.recent.clear();
        into.keys.clear();
        for (const auto& [path, file] : into.files) into.keys.emplace(path, file->key);
    }
    into.analyzed = std::move(reuse.analyzed);
    into.shown_again = std::move(reuse.shown_again);
}

std::unique_ptr<analysis::ProjectAnalysis> analyzed(const LoadedProject& loaded, const CheckOptions& options,
                                                    Executor& executor, Looking& looking,
                                                    Remembered* memory) {
    const auto look_at = [&](program::CodeId code, const analysis::FunctionAnalysis& function) {
        looking.look_at(code, function);
    };
    std::unique_ptr<analysis::ProjectAnalysis> analysis = loaded.analysis(options, heap::Policy::report);
    if (memory == nullptr) {
        analysis->run(executor, look_at);
    } else {
        analysis::Reuse reuse;
        reuse.settings = settings_of(options, loaded.library());
        recall(*memory, loaded, reuse);
        reuse.keeper = &looking.found();
        analysis->run(executor, look_at, reuse);
        if (!executor.is_stopped()) remember(std::move(reuse), loaded, *memory);
    }
    looking.end();
    return analysis;
}

Report timed_check(const Request& request, const FileSystem& files, Executor& executor, Remembered* memory) {
    Stopwatch watch;
    Report result = CheckedProject(request, files, executor, memory).take_report();
    result.statistics.wall_time = watch.lap();
    return result;
}

}  // namespace

CheckOptions check_options_for(const Request& request) {
    const VersionRange target = request.target_version;
    return {options_for(target), {target.lowest.minor, target.highest.minor}};
}

CheckedProject::CheckedProject(const Request& request, const FileSystem& files, Executor& executor,
                               Remembered* memory)
    : options_(check_options_for(request)), loaded_(request, options_, files, executor, files_of(memory)) {
    Stopwatch watch;
    Looking looking(loaded_, request.progress);
    analysis_ = analyzed(loaded_, options_, executor, looking, memory);
    report_.statistics.analyze_time = watch.lap();
    for (FileReport& it : reports_of(loaded_, looking.found(), files, executor)) add(report_, std::move(it));
    report_.warnings = loaded_.warnings();
    report_.statistics.read_time = loaded_.read_time();
    report_.statistics.imported = loaded_.count() - loaded_.named_count();
    looking.tally().write_to(report_.statistics);
    std::ranges::sort(report_.findings, findings::comes_before);
    std::ranges::sort(report_.warnings);
}

Report check(const Request& request, const FileSystem& files, Executor& executor) {
    return timed_check(request, files, executor, nullptr);
}

Report check(const Request& request, const FileSystem& files, Executor& executor, Remembered& memory) {
    return timed_check(request, files, executor, &memory);
}

}  // namespace doppelint::session
