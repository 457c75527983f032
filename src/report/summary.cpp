#include "report/summary.h"

#include <algorithm>
#include <string_view>

#include "report/words.h"

namespace doppelint::report {

std::string summary(const Totals& totals) {
    const std::string head =
        totals.problems == 0 ? "No problems" : "Found " + counted(totals.problems, "problem");
    const std::string where = " in " + counted(totals.files, "file");
    if (totals.known == 0) return head + where + ".";
    return head + where + "; the baseline has " + std::to_string(totals.known) +
           (totals.problems == 0 ? "." : " more.");
}

std::string baseline_written(std::size_t problems, std::string_view file) {
    return "Wrote " + counted(problems, "known problem") + " to " + std::string(file) + ".\n";
}

std::string fixable(std::span<const findings::Finding> findings) {
    const auto count = [&](findings::Applicability asked) {
        return std::ranges::count_if(findings, [&](const findings::Finding& it) {
            return it.fix && !it.fix->edits.empty() && it.fix->applicability == asked;
        });
    };
    const auto safe = count(findings::Applicability::safe);
    const auto unsafe = count(findings::Applicability::unsafe);
    if (safe == 0 && unsafe == 0) return {};
    if (safe == 0) return " " + std::to_string(unsafe) + " can be fixed with `--fix --unsafe-fixes`.";
    const std::string more = unsafe == 0 ? "" : ", " + std::to_string(unsafe) + " more with `--unsafe-fixes`";
    return " " + std::to_string(safe) + " can be fixed with `--fix`" + more + ".";
}

std::string fix_summary(std::string_view verb, std::size_t problems, std::size_t files) {
    if (problems == 0) return {};
    return std::string(verb) + " " + counted(problems, "problem") + " in " + counted(files, "file") + ".\n";
}

}  // namespace doppelint::report
