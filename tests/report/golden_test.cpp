// What each format makes of the same findings stands in tests/report/golden/. With DOPPELINT_UPDATE_GOLDEN
// in the environment the files are written anew; then look at what git says of them.

#include "report/golden.h"

#include <nlohmann/json.hpp>

#include <gtest/gtest.h>

#include "report/samples.h"

namespace doppelint::report {
namespace {

using Findings = std::vector<findings::Finding>;

std::string rendered(Format format, const Findings& findings, Look look = {}) {
    const std::vector<std::string> warnings{"c.py: permission denied"};
    const Told told{findings, warnings, 3, quotes(), pictures()};
    return render(format, told, look);
}

Look with_steps(Steps steps) {
    Look look;
    look.steps = steps;
    return look;
}

TEST(Golden, Full) {
    expect_golden("findings.full", rendered(Format::full, all_samples()));
    expect_golden("findings.full-without-steps",
                  rendered(Format::full, all_samples(), with_steps(Steps::hidden)));
    expect_golden("findings.full-in-60-columns",
                  rendered(Format::full, all_samples(), {Color::off, Steps::shown, 60}));
    expect_golden("findings.full-in-color", rendered(Format::full, {shared_constant(), across_files()},
                                                     {Color::on, Steps::shown, 100}));
    EXPECT_EQ(rendered(Format::full, {}), "");
}

TEST(Golden, Concise) {
    expect_golden("findings.concise", rendered(Format::concise, all_samples(), with_steps(Steps::hidden)));
    expect_golden("findings.concise-with-steps", rendered(Format::concise, all_samples()));
    EXPECT_EQ(rendered(Format::concise, {}), "");
}

TEST(Golden, Json) {
    expect_golden("findings.json", rendered(Format::json, all_samples()));
    EXPECT_EQ(rendered(Format::json, {}), "[]\n");
}

TEST(Golden, JsonLines) {
    expect_golden("findings.jsonl", rendered(Format::jsonl, all_samples()));
    EXPECT_EQ(rendered(Format::jsonl, {}), "");
}

// Without what changes with every rule and version.
std::string sarif(const Findings& findings) {
    auto log = nlohmann::ordered_json::parse(rendered(Format::sarif, findings));
    auto& driver = log["runs"][0]["tool"]["driver"];
    driver["version"] = driver["semanticVersion"] = "VERSION";
    auto& rules = driver["rules"];
    rules.erase(rules.begin() + 2, rules.end());
    for (auto& result : log["runs"][0]["results"]) result["ruleIndex"] = "INDEX";
    return log.dump(2) + "\n";
}

TEST(Golden, Sarif) {
    expect_golden("findings.sarif", sarif(all_samples()));
    expect_golden("nothing.sarif", sarif({}));
}

TEST(Golden, Github) {
    expect_golden("findings.github", rendered(Format::github, all_samples()));
    EXPECT_EQ(rendered(Format::github, {}), "");
}

TEST(Golden, Gitlab) {
    expect_golden("findings.gitlab", rendered(Format::gitlab, all_samples()));
    EXPECT_EQ(rendered(Format::gitlab, {}), "[]\n");
}

TEST(Golden, Junit) {
    expect_golden("findings.junit", rendered(Format::junit, all_samples()));
    expect_golden("nothing.junit", rendered(Format::junit, {}));
}

// Without style sheet and script.
std::string html(const Findings& findings) {
    const std::string page = rendered(Format::html, findings);
    const std::size_t begin = page.find("<header>");
    return page.substr(begin, page.find("<script>") - begin);
}

TEST(Golden, Html) {
    expect_golden("findings.html", html(all_samples()));
    expect_golden("nothing.html", html({}));
}

}  // namespace
}  // namespace doppelint::report
