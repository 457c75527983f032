#include "report/summary.h"

#include <string_view>

namespace doppelint::report {
namespace {

std::string counted(std::size_t count, std::string_view one) {
    return std::to_string(count) + " " + std::string(one) + (count == 1 ? "" : "s");
}

}  // namespace

std::string summary(const Totals& totals) {
    const std::string head =
        totals.problems == 0 ? "No problems" : "Found " + counted(totals.problems, "problem");
    const std::string where = " in " + counted(totals.files, "file");
    if (totals.known == 0) return head + where + ".\n";
    return head + where + "; the baseline has " + std::to_string(totals.known) +
           (totals.problems == 0 ? ".\n" : " more.\n");
}

std::string baseline_written(std::size_t problems, std::string_view file) {
    return "Wrote " + counted(problems, "known problem") + " to " + std::string(file) + ".\n";
}

std::string fix_summary(std::string_view verb, std::size_t problems, std::size_t files) {
    if (problems == 0) return {};
    return std::string(verb) + " " + counted(problems, "problem") + " in " + counted(files, "file") + ".\n";
}

}  // namespace doppelint::report
