#include "report/junit.h"

#include <algorithm>

#include "report/markup.h"
#include "report/one_line.h"

namespace doppelint::report {
namespace {

using Findings = std::span<const findings::Finding>;

std::string attribute(std::string_view name, std::string_view value) {
    return " " + std::string(name) + "=\"" + markup(value) + "\"";
}

std::string counts(std::size_t tests, std::size_t failures) {
    return attribute("tests", std::to_string(tests)) + attribute("failures", std::to_string(failures)) +
           attribute("errors", "0");
}

// All that a person needs, for tools that show nothing else.
std::string details_of(const findings::Finding& finding) {
    std::string result =
        shown(finding.place) + ": " + finding.code + " " + on_one_line(finding.message) + "\n";
    for (const findings::Step& it : finding.steps) {
        result += "  " + shown(it.place) + ": " + on_one_line(it.message) + "\n";
    }
    return result;
}

// The name is no other test's: tools keep one of each name.
std::string name_of(const findings::Finding& finding) {
    const std::string place = shown(finding.place).substr(on_one_line(finding.place.path).size() + 1);
    return finding.code + " " + finding.name + " at " + place;
}

std::string test_of(const findings::Finding& finding) {
    return "    <testcase" + attribute("name", name_of(finding)) +
           attribute("classname", finding.place.path) + attribute("file", finding.place.path) +
           attribute("line", std::to_string(finding.place.start.line)) + ">\n      <failure" +
           attribute("type", name_of(finding.severity)) + attribute("message", on_one_line(finding.message)) +
           ">" + markup(details_of(finding)) + "</failure>\n    </testcase>\n";
}

std::string suite_of(Findings of_file) {
    std::string result = "  <testsuite" + attribute("name", of_file.front().place.path) +
                         counts(of_file.size(), of_file.size()) + ">\n";
    for (const findings::Finding& it : of_file) result += test_of(it);
    return result + "  </testsuite>\n";
}

std::string nothing_found() {
    return "  <testsuite" + attribute("name", "doppelint") + counts(1, 0) + ">\n    <testcase" +
           attribute("name", "no problems") + attribute("classname", "doppelint") + "/>\n  </testsuite>\n";
}

// Those that follow the first and are of its file.
std::size_t of_one_file(Findings findings) {
    const auto other = std::ranges::find_if(
        findings, [&](const findings::Finding& it) { return it.place.path != findings.front().place.path; });
    return static_cast<std::size_t>(other - findings.begin());
}

}  // namespace

std::string render_junit(Findings findings) {
    std::string result = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites" +
                         attribute("name", "doppelint") +
                         counts(std::max<std::size_t>(1, findings.size()), findings.size()) + ">\n";
    if (findings.empty()) result += nothing_found();
    while (!findings.empty()) {
        const std::size_t count = of_one_file(findings);
        result += suite_of(findings.first(count));
        findings = findings.subspan(count);
    }
    return result + "</testsuites>\n";
}

}  // namespace doppelint::report
