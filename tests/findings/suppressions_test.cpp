#include "findings/suppressions.h"

#include <array>

#include <gtest/gtest.h>

namespace doppelint::findings {
namespace {

constexpr Rule kMutableDefault{"DPL101", "mutable-default", Severity::warning, {}, {}, 1, {}};

// One comment, on line 4.
Suppressions with(std::string_view comment) {
    return Suppressions(source::suppressions_in(comment, 0, 4));
}

std::vector<std::string> unused(const Suppressions& suppressions, std::span<const Rule> ran) {
    std::vector<std::string> result;
    for (const UnusedSuppression& it : suppressions.unused(ran)) result.push_back(it.rule);
    return result;
}

constexpr std::array<Rule, 1> kRan{kSyntaxError};
using Rules = std::vector<std::string>;

TEST(Suppressions, SilenceByCodeOrNameOnTheirLine) {
    EXPECT_TRUE(with("# doppelint: ignore[DPL002]").silences(kSyntaxError, 4));
    EXPECT_TRUE(with("# doppelint: ignore[syntax-error] why").silences(kSyntaxError, 4));
    EXPECT_TRUE(with("# noqa: DPL002").silences(kSyntaxError, 4));
    EXPECT_FALSE(with("# doppelint: ignore[DPL002]").silences(kSyntaxError, 5));
    EXPECT_FALSE(with("# doppelint: ignore[DPL101]").silences(kSyntaxError, 4));
}

TEST(Suppressions, WithoutRulesSilenceAll) {
    EXPECT_TRUE(with("# doppelint: ignore").silences(kSyntaxError, 4));
    EXPECT_TRUE(with("# doppelint: ignore").silences(kMutableDefault, 4));
}

TEST(Suppressions, OfTheFileSilenceOnEveryLine) {
    EXPECT_TRUE(with("# doppelint: ignore-file[DPL002]").silences(kSyntaxError, 0));
    EXPECT_TRUE(with("# doppelint: ignore-file[DPL002]").silences(kSyntaxError, 99));
    EXPECT_FALSE(with("# doppelint: ignore-file[DPL002]").silences(kMutableDefault, 4));
}

TEST(Suppressions, AreUnusedWhereTheirRuleRanAndFoundNothing) {
    EXPECT_EQ(unused(with("# doppelint: ignore[DPL002]"), kRan), Rules{"DPL002"});
    EXPECT_EQ(unused(with("# noqa: DPL002"), kRan), Rules{"DPL002"});
}

TEST(Suppressions, AreNotUnusedOnceTheySilenced) {
    Suppressions suppressions = with("# doppelint: ignore[DPL002, syntax-error]");
    EXPECT_TRUE(suppressions.silences(kSyntaxError, 4));
    EXPECT_EQ(unused(suppressions, kRan), Rules{});
}

TEST(Suppressions, AreNotUnusedWhereTheirRuleDidNotRun) {
    EXPECT_EQ(unused(with("# doppelint: ignore[DPL101]"), kRan), Rules{});
    EXPECT_EQ(unused(with("# doppelint: ignore"), kRan), Rules{});
    EXPECT_EQ(unused(with("# noqa"), kRan), Rules{});
}

TEST(Suppressions, TellOfEachRuleByItself) {
    Suppressions suppressions = with("# doppelint: ignore[DPL101, DPL002]");
    EXPECT_TRUE(suppressions.silences(kMutableDefault, 4));
    constexpr std::array<Rule, 2> kBothRan{kSyntaxError, kMutableDefault};
    EXPECT_EQ(unused(suppressions, kBothRan), Rules{"DPL002"});
}

}  // namespace
}  // namespace doppelint::findings
