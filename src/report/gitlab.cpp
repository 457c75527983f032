#include "report/gitlab.h"

#include <map>
#include <nlohmann/json.hpp>

#include "report/one_line.h"

namespace doppelint::report {
namespace {

using Json = nlohmann::ordered_json;

std::string_view severity_of(findings::Severity severity) {
    switch (severity) {
        case findings::Severity::error: return "critical";
        case findings::Severity::warning: return "major";
        case findings::Severity::info: return "info";
    }
    return "info";
}

// GitLab knows files by their path from the root of the project, which is where jobs run.
std::string_view relative(std::string_view path) {
    while (path.starts_with("./")) path.remove_prefix(2);
    return path;
}

Json location_of(const findings::Place& place) {
    const bool has_lines = place.cell == 0;
    const std::uint32_t begin = has_lines ? place.start.line : 1;
    const std::uint32_t end = has_lines ? place.end.line : 1;
    return {{"path", relative(place.path)}, {"lines", {{"begin", begin}, {"end", end}}}};
}

std::string description_of(const findings::Finding& finding) {
    const findings::Place& place = finding.place;
    std::string where;
    if (place.cell != 0) {
        where = "cell " + std::to_string(place.cell) + ", line " + std::to_string(place.start.line) + ": ";
    }
    return finding.code + ": " + where + on_one_line(finding.message);
}

/// Findings that have the same fingerprint are told apart by their number.
class Fingerprints {
  public:
    std::string of(const findings::Finding& finding) {
        const std::size_t before = seen_[finding.fingerprint]++;
        return before == 0 ? finding.fingerprint : finding.fingerprint + "-" + std::to_string(before);
    }

  private:
    std::map<std::string, std::size_t> seen_;
};

}  // namespace

std::string render_gitlab(std::span<const findings::Finding> findings) {
    Fingerprints fingerprints;
    Json result = Json::array();
    for (const findings::Finding& it : findings) {
        result.push_back({{"description", description_of(it)},
                          {"check_name", it.code},
                          {"fingerprint", fingerprints.of(it)},
                          {"severity", severity_of(it.severity)},
                          {"location", location_of(it.place)}});
    }
    return result.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace doppelint::report
