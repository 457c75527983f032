#include "session/check.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "checks/run.h"
#include "session/check_file.h"
#include "session/front.h"
#include "session/loaded_project.h"
#include "session/stopwatch.h"

namespace doppelint::session {
namespace {

void add(Report& report, FileReport file) {
    report.statistics += file.statistics;
    std::ranges::move(file.findings, std::back_inserter(report.findings));
}

}  // namespace

CheckOptions check_options_for(const Request& request) {
    const VersionRange target = request.target_version;
    return {options_for(target), {target.lowest.minor, target.highest.minor}, request.min_confidence};
}

Report check(const Request& request, const FileSystem& files, Executor& executor) {
    Stopwatch watch;
    const CheckOptions options = check_options_for(request);
    const LoadedProject loaded(request, options, files, executor);
    // What each function of the files named has to say; each slot is written by one visit at a time.
    std::vector<std::vector<checks::Found>> found(loaded.named_count());
    for (std::uint32_t module = 0; module < found.size(); ++module) {
        found[module].resize(loaded.file(program::ModuleId{module}).program.functions.size());
    }
    const auto analysis = loaded.analysis(options, heap::Policy::report);
    analysis->run(executor, [&](program::CodeId code, const analysis::FunctionAnalysis& function) {
        if (code.module.index() >= found.size()) return;
        const LoadedFile& file = loaded.file(code.module);
        const analysis::Context& context = function.any_caller.context();
        const checks::FileSubject subject{file.tree,      file.program,     context.globals, context.library,
                                          context.intent, context.versions, code.module,     context.flow,
                                          context.project};
        found[code.module.index()][code.function.index()] = checks::findings_of(subject, function);
    });
    std::vector<checks::Evidence> all_evidence;
    for (auto& module : found) {
        for (checks::Found& it : module) std::ranges::move(it.evidence, std::back_inserter(all_evidence));
    }
    const checks::EvidenceTable evidence(std::move(all_evidence));
    std::vector<FileReport> reports(found.size());
    executor.for_each_index(found.size(), [&](std::size_t index) {
        const program::ModuleId module{static_cast<std::uint32_t>(index)};
        std::vector<checks::Draft> all;
        for (checks::Found& it : found[index]) {
            std::ranges::move(checks::settled(loaded.file(module).tree, std::move(it.drafts), evidence),
                              std::back_inserter(all));
        }
        reports[index] = report_of(loaded, module, std::move(all), files, options);
    });
    Report result;
    for (FileReport& it : reports) add(result, std::move(it));
    result.warnings = loaded.warnings();
    result.statistics.read_time = loaded.read_time();
    std::ranges::sort(result.findings, findings::comes_before);
    std::ranges::sort(result.warnings);
    result.statistics.wall_time = watch.lap();
    return result;
}

}  // namespace doppelint::session
