#include "report/json.h"

#include <nlohmann/json.hpp>
#include <utility>

namespace doppelint::report {
namespace {

using Json = nlohmann::ordered_json;

Json to_json(source::Position position) {
    return {{"line", position.line}, {"column", position.column}};
}

void add_place(Json& into, const findings::Place& place) {
    into["path"] = place.path;
    if (place.cell != 0) into["cell"] = place.cell;
    into["start"] = to_json(place.start);
    into["end"] = to_json(place.end);
}

Json to_json(const findings::Step& step) {
    Json result{{"message", step.message}};
    add_place(result, step.place);
    return result;
}

Json to_json(const findings::Fix& fix) {
    Json edits = Json::array();
    for (const findings::Edit& edit : fix.edits) {
        Json it = Json::object();
        add_place(it, edit.place);
        it["text"] = edit.change.text;
        edits.push_back(std::move(it));
    }
    return {
        {"applicability", name_of(fix.applicability)}, {"message", fix.message}, {"edits", std::move(edits)}};
}

Json to_json(const findings::Finding& finding) {
    Json result{{"code", finding.code},
                {"name", finding.name},
                {"severity", name_of(finding.severity)},
                {"confidence", name_of(finding.confidence)},
                {"message", finding.message}};
    add_place(result, finding.place);
    result["steps"] = Json::array();
    for (const findings::Step& step : finding.steps) result["steps"].push_back(to_json(step));
    result["fix"] = finding.fix ? to_json(*finding.fix) : Json(nullptr);
    result["fingerprint"] = finding.fingerprint;
    result["url"] = finding.url;
    return result;
}

std::string text_of(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

std::string render_json(std::span<const findings::Finding> findings) {
    std::string result = "[";
    for (const findings::Finding& finding : findings) {
        result += result.size() > 1 ? ",\n " : "\n ";
        result += text_of(to_json(finding));
    }
    return result + (findings.empty() ? "]\n" : "\n]\n");
}

std::string render_json_lines(std::span<const findings::Finding> findings) {
    std::string result;
    for (const findings::Finding& finding : findings) result += text_of(to_json(finding)) + "\n";
    return result;
}

}  // namespace doppelint::report
