#include "source/suppressions.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace doppelint::source {
namespace {

// "noqa line DPL101 DPL102 (reason)", one line per suppression.
std::string found_in(std::string_view comment) {
    std::string result;
    for (const Suppression& suppression : suppressions_in(comment, 0, 0)) {
        if (!result.empty()) result += '\n';
        result += suppression.kind == Suppression::Kind::noqa ? "noqa" : "doppelint";
        result += suppression.scope == Suppression::Scope::file ? " file" : " line";
        for (const std::string& rule : suppression.rules) result += ' ' + rule;
        if (!suppression.reason.empty()) result += " (" + suppression.reason + ")";
    }
    return result;
}

TEST(Suppression, NamesRulesByCodeOrName) {
    EXPECT_EQ(found_in("# doppelint: ignore[DPL101]"), "doppelint line DPL101");
    EXPECT_EQ(found_in("# doppelint: ignore[DPL101, shallow-copy-changed]"),
              "doppelint line DPL101 shallow-copy-changed");
}

TEST(Suppression, WithoutAListIsForAllRules) {
    EXPECT_EQ(found_in("# doppelint: ignore"), "doppelint line");
    EXPECT_EQ(found_in("# doppelint: ignore the cache is shared on purpose"),
              "doppelint line (the cache is shared on purpose)");
}

TEST(Suppression, CanBeForTheWholeFile) {
    EXPECT_EQ(found_in("# doppelint: ignore-file[DPL205] generated"), "doppelint file DPL205 (generated)");
    EXPECT_EQ(found_in("# doppelint: ignore-file"), "doppelint file");
}

TEST(Suppression, KeepsItsReason) {
    EXPECT_EQ(found_in("# doppelint: ignore[DPL101]  see issue #12  "),
              "doppelint line DPL101 (see issue #12)");
    EXPECT_EQ(found_in("# noqa: DPL101 callers copy it"), "noqa line DPL101 (callers copy it)");
}

TEST(Suppression, ToleratesSpacesAndCase) {
    EXPECT_EQ(found_in("#doppelint:ignore[ DPL101,DPL102 , ]"), "doppelint line DPL101 DPL102");
    EXPECT_EQ(found_in("#  Doppelint :  Ignore [DPL101]\r"), "doppelint line DPL101");
    EXPECT_EQ(found_in("#NOQA:DPL101"), "noqa line DPL101");
    EXPECT_EQ(found_in("# noqa : DPL101,DPL102 DPL103"), "noqa line DPL101 DPL102 DPL103");
}

TEST(Noqa, IsOursOnlyWithOurCodes) {
    EXPECT_EQ(found_in("# noqa: E501, DPL101"), "noqa line DPL101");
    EXPECT_EQ(found_in("# noqa: DPL101, E501 because"), "noqa line DPL101 (because)");
    EXPECT_EQ(found_in("# noqa: E501"), "");
    EXPECT_EQ(found_in("# noqa"), "");
    EXPECT_EQ(found_in("# noqa DPL101"), "");
    EXPECT_EQ(found_in("# noqa: DPL"), "");
    EXPECT_EQ(found_in("# noqa: DPL101x"), "");
}

TEST(Suppression, MalformedGivesNothing) {
    EXPECT_EQ(found_in("# doppelint: ignor[DPL101]"), "");
    EXPECT_EQ(found_in("# doppelint: ignores"), "");
    EXPECT_EQ(found_in("# doppelint: ignore-files"), "");
    EXPECT_EQ(found_in("# doppelint: ignore[DPL101"), "");
    EXPECT_EQ(found_in("# doppelint: ignore[DPL101; DPL102]"), "");
    EXPECT_EQ(found_in("# doppelint: ignore[]"), "");
    EXPECT_EQ(found_in("# doppelint ignore"), "");
    EXPECT_EQ(found_in("# we use doppelint: ignore"), "");
    EXPECT_EQ(found_in("#"), "");
    EXPECT_EQ(found_in(""), "");
}

TEST(Suppression, CanFollowOtherComments) {
    EXPECT_EQ(found_in("# type: ignore  # doppelint: ignore[DPL101] why  # pragma: no cover"),
              "doppelint line DPL101 (why)");
    EXPECT_EQ(found_in("# noqa: E501,DPL101 # doppelint: ignore[DPL102] why#doppelint:ignore[DPL103]"),
              "noqa line DPL101\n"
              "doppelint line DPL102 (why)\n"
              "doppelint line DPL103");
}

TEST(Suppression, KnowsItsPlace) {
    const std::string_view comment = "# ok  # noqa: DPL101 why  # type: ignore";
    const auto found = suppressions_in(comment, 100, 7);
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].line, 7u);
    EXPECT_EQ(comment.substr(found[0].begin - 100, found[0].end - found[0].begin), "# noqa: DPL101 why");
}

}  // namespace
}  // namespace doppelint::source
