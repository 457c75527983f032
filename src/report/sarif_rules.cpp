#include "report/sarif_rules.h"

#include <algorithm>
#include <string>
#include <utility>

#include "report/rule_catalogue.h"
#include "report/rule_page.h"

namespace doppelint::report {
namespace {

using Json = nlohmann::ordered_json;

// `shared-constant-changed` as `SharedConstantChanged`, which is how SARIF likes its names.
std::string pascal_case(std::string_view name) {
    std::string result;
    bool begins = true;
    for (const char it : name) {
        const bool is_small = it >= 'a' && it <= 'z';
        if (it != '-') result += begins && is_small ? static_cast<char>(it - 'a' + 'A') : it;
        begins = it == '-';
    }
    return result;
}

std::string joined_lines(std::string_view paragraph) {
    std::string result(paragraph);
    std::ranges::replace(result, '\n', ' ');
    return result;
}

Json descriptor_of(const findings::Rule& rule) {
    Look plain;
    plain.width = 100;
    const std::string_view page = main_part_of(rule.page);
    return {{"id", rule.code},
            {"name", pascal_case(rule.name)},
            {"shortDescription", {{"text", rule.title}}},
            {"fullDescription", {{"text", joined_lines(introduction_of(page))}}},
            {"help", {{"text", render_page(page, plain)}, {"markdown", page}}},
            {"defaultConfiguration", {{"level", sarif_level(rule.severity)}}},
            {"properties", {{"tags", {"aliasing", rule.family}}}}};
}

}  // namespace

Json sarif_rules() {
    Json result = Json::array();
    for (const findings::Rule& it : all_rules()) result.push_back(descriptor_of(it));
    return result;
}

std::optional<std::size_t> sarif_rule_index(std::string_view code) {
    const auto found = std::ranges::find(all_rules(), code, &findings::Rule::code);
    if (found == all_rules().end()) return std::nullopt;
    return static_cast<std::size_t>(found - all_rules().begin());
}

std::string_view sarif_level(findings::Severity severity) {
    switch (severity) {
        case findings::Severity::error: return "error";
        case findings::Severity::warning: return "warning";
        case findings::Severity::info: return "note";
    }
    return "none";
}

}  // namespace doppelint::report
