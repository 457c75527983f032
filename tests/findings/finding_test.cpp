#include "findings/finding.h"

#include <algorithm>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "findings/rule.h"

namespace doppelint::findings {
namespace {

Finding at(std::string path, std::uint32_t cell, std::uint32_t line, std::uint32_t column, const Rule& rule) {
    return make_finding(rule, {std::move(path), cell, {line, column}, {line, column + 1}}, "message");
}

TEST(Finding, StandsByPathPlaceAndCode) {
    const std::vector<Finding> sorted{
        at("a-b.py", 0, 9, 1, kSyntaxError),  at("a.py", 0, 1, 2, kSyntaxError),
        at("a.py", 0, 1, 10, kSyntaxError),   at("a.py", 0, 2, 1, kUnusedSuppression),
        at("a.py", 0, 2, 1, kSyntaxError),    at("b.ipynb", 1, 7, 1, kSyntaxError),
        at("b.ipynb", 2, 1, 1, kSyntaxError),
    };
    std::vector<Finding> shuffled = sorted;
    std::mt19937 random(7);
    for (int turn = 0; turn < 20; ++turn) {
        std::shuffle(shuffled.begin(), shuffled.end(), random);
        std::sort(shuffled.begin(), shuffled.end(), comes_before);
        for (std::size_t i = 0; i < sorted.size(); ++i) {
            EXPECT_EQ(shuffled[i].place, sorted[i].place);
            EXPECT_EQ(shuffled[i].code, sorted[i].code);
        }
    }
}

TEST(Finding, TakesItsNameAndSeverityFromTheRule) {
    const Finding finding = at("a.py", 0, 1, 1, kSyntaxError);
    EXPECT_EQ(finding.code, "DPL002");
    EXPECT_EQ(finding.name, "syntax-error");
    EXPECT_EQ(name_of(finding.severity), "error");
    EXPECT_EQ(name_of(finding.confidence), "certain");
}

}  // namespace
}  // namespace doppelint::findings
