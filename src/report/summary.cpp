#include "report/summary.h"

#include <string_view>

namespace doppelint::report {
namespace {

std::string counted(std::size_t count, std::string_view one) {
    return std::to_string(count) + " " + std::string(one) + (count == 1 ? "" : "s");
}

}  // namespace

std::string summary(std::size_t problems, std::size_t files) {
    const std::string where = " in " + counted(files, "file") + ".\n";
    return (problems == 0 ? "No problems" : "Found " + counted(problems, "problem")) + where;
}

std::string fix_summary(std::string_view verb, std::size_t problems, std::size_t files) {
    if (problems == 0) return {};
    return std::string(verb) + " " + counted(problems, "problem") + " in " + counted(files, "file") + ".\n";
}

}  // namespace doppelint::report
