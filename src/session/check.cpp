#include "session/check.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <numeric>
#include <utility>

#include "session/check_file.h"
#include "session/front.h"
#include "session/stopwatch.h"

namespace doppelint::session {
namespace {

// Large files first: a large one that begins last would keep one thread busy alone.
std::vector<std::size_t> by_falling_size(const std::vector<InputFile>& files) {
    std::vector<std::size_t> order(files.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, std::greater<>(), [&](std::size_t file) { return files[file].size; });
    return order;
}

void add(Report& report, FileReport file) {
    report.statistics += file.statistics;
    if (!file.warning.empty()) report.warnings.push_back(std::move(file.warning));
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
    const std::vector<std::size_t> order = by_falling_size(request.files);
    std::vector<FileReport> reports(request.files.size());
    executor.for_each_index(order.size(), [&](std::size_t turn) {
        reports[order[turn]] = check_file(request.files[order[turn]], files, options);
    });
    Report result;
    for (FileReport& it : reports) add(result, std::move(it));
    std::ranges::sort(result.findings, findings::comes_before);
    std::ranges::sort(result.warnings);
    result.statistics.wall_time = watch.lap();
    return result;
}

}  // namespace doppelint::session
