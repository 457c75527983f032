#include "report/sarif.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "report/marks.h"
#include "report/one_line.h"
#include "report/sarif_rules.h"
#include "report/uri.h"

namespace doppelint::report {
namespace {

using Json = nlohmann::ordered_json;
using findings::Finding;
using findings::Place;

constexpr std::string_view kSchema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/// The folder in which doppelint was started. Where that is on this machine is nobody's business.
constexpr std::string_view kRoot = "%SRCROOT%";

Json only(Json one) {
    Json result = Json::array();
    result.push_back(std::move(one));
    return result;
}

Json text_message(std::string_view text) {
    return {{"text", text}};
}

Json artifact_of(std::string_view path) {
    Json result{{"uri", uri_of(path)}};
    if (!path.starts_with('/')) result["uriBaseId"] = kRoot;
    return result;
}

Json region_of(const Place& place) {
    return {{"startLine", place.start.line},
            {"startColumn", place.start.column},
            {"endLine", place.end.line},
            {"endColumn", place.end.column}};
}

// Lines of a cell are no lines of the notebook's file: a name says which they are.
Json location_of(const Place& place) {
    Json physical{{"artifactLocation", artifact_of(place.path)}};
    if (place.cell == 0) {
        physical["region"] = region_of(place);
        return {{"physicalLocation", std::move(physical)}};
    }
    const std::string name =
        "cell " + std::to_string(place.cell) + ", line " + std::to_string(place.start.line);
    return {{"physicalLocation", std::move(physical)}, {"logicalLocations", only({{"name", name}})}};
}

Json location_of(const findings::Step& step) {
    Json result = location_of(step.place);
    result["message"] = text_message(step.message);
    return result;
}

// The way to the finding, which ends at its own place if that is no step.
Json code_flow_of(const Finding& finding) {
    Json locations = Json::array();
    for (const findings::Step& it : finding.steps) locations.push_back({{"location", location_of(it)}});
    const auto is_there = [&](const findings::Step& it) {
        return in_same_text(it.place, finding.place) && it.place.start == finding.place.start;
    };
    if (std::ranges::none_of(finding.steps, is_there)) {
        Json own = location_of(finding.place);
        own["message"] = text_message(finding.message);
        locations.push_back({{"location", std::move(own)}});
    }
    return {{"threadFlows", only({{"locations", std::move(locations)}})}};
}

Json related_of(const Finding& finding) {
    Json result = Json::array();
    for (const findings::Step& it : finding.steps) {
        Json location{{"id", result.size() + 1}};
        location.update(location_of(it));
        result.push_back(std::move(location));
    }
    return result;
}

Json replacement_of(const findings::Edit& edit) {
    return {{"deletedRegion", region_of(edit.place)}, {"insertedContent", text_message(edit.change.text)}};
}

// All edits of a fix are of the finding's file.
Json fix_of(const Finding& finding) {
    Json replacements = Json::array();
    for (const findings::Edit& it : finding.fix->edits) replacements.push_back(replacement_of(it));
    Json change{{"artifactLocation", artifact_of(finding.place.path)},
                {"replacements", std::move(replacements)}};
    return {{"description", text_message(finding.fix->message)},
            {"artifactChanges", only(std::move(change))},
            {"properties", {{"applicability", name_of(finding.fix->applicability)}}}};
}

Json result_of(const Finding& finding) {
    Json result{{"ruleId", finding.code}};
    if (const std::optional<std::size_t> index = sarif_rule_index(finding.code)) result["ruleIndex"] = *index;
    result["level"] = sarif_level(finding.severity);
    result["message"] = text_message(finding.message);
    result["locations"] = only(location_of(finding.place));
    if (!finding.steps.empty()) {
        result["codeFlows"] = only(code_flow_of(finding));
        result["relatedLocations"] = related_of(finding);
    }
    if (finding.fix && !finding.fix->edits.empty()) result["fixes"] = only(fix_of(finding));
    if (!finding.fingerprint.empty()) {
        result["partialFingerprints"] = {{"doppelint/v1", finding.fingerprint}};
    }
    result["properties"] = {{"confidence", name_of(finding.confidence)}};
    return result;
}

Json invocation_of(std::span<const std::string> warnings) {
    Json result{{"executionSuccessful", true}};
    for (const std::string& it : warnings) {
        result["toolExecutionNotifications"].push_back(
            {{"level", "warning"}, {"message", text_message(on_one_line(it))}});
    }
    return result;
}

Json driver() {
    return {{"name", "doppelint"},
            {"version", DOPPELINT_VERSION},
            {"semanticVersion", DOPPELINT_VERSION},
            {"rules", sarif_rules()}};
}

Json run_of(std::span<const Finding> findings, std::span<const std::string> warnings) {
    Json results = Json::array();
    for (const Finding& it : findings) results.push_back(result_of(it));
    const Json root{{"description", text_message("The folder in which doppelint was started.")}};
    return {{"tool", {{"driver", driver()}}},
            {"invocations", only(invocation_of(warnings))},
            {"originalUriBaseIds", {{kRoot, root}}},
            {"columnKind", "unicodeCodePoints"},
            {"results", std::move(results)}};
}

}  // namespace

std::string render_sarif(std::span<const Finding> findings, std::span<const std::string> warnings) {
    const Json log{{"$schema", kSchema}, {"version", "2.1.0"}, {"runs", only(run_of(findings, warnings))}};
    return log.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace doppelint::report
