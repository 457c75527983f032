#include "session/python_versions.h"

#include <gtest/gtest.h>

namespace doppelint::session {
namespace {

std::string required(std::string_view text) {
    const Result<VersionRange> range = parse_requires_python(text);
    return range ? name_of(*range) : "none";
}

TEST(TargetVersion, IsOneOrARange) {
    EXPECT_EQ(name_of(parse_target_version("3.11").value()), "3.11");
    EXPECT_EQ(name_of(parse_target_version("3.9-3.14").value()), "3.9-3.14");
    for (const std::string_view wrong : {"", "3", "3.7", "3.16", "2.7", "3.11.2", "3.12-3.9", "3.9-", "-3.9",
                                         "py311", "3.9-3.10-3.11", "3.-1"}) {
        EXPECT_FALSE(parse_target_version(wrong).has_value()) << wrong;
    }
}

TEST(RequiresPython, HasAnOpenEndUpToTheNewest) {
    EXPECT_EQ(required(">=3.9"), "3.9-3.15");
    EXPECT_EQ(required(" >= 3.9.2 "), "3.9-3.15");
    EXPECT_EQ(required(">3.9"), "3.9-3.15");
    EXPECT_EQ(required(">=3"), "3.8-3.15");
    EXPECT_EQ(required(">=2.7"), "3.8-3.15");
    EXPECT_EQ(required(">=3.12.0rc1"), "3.12-3.15");
}

TEST(RequiresPython, EndsWhereItSays) {
    EXPECT_EQ(required(">=3.9,<3.13"), "3.9-3.12");
    EXPECT_EQ(required(">=3.9, <3.13.2"), "3.9-3.13");
    EXPECT_EQ(required(">=3.9,<=3.12"), "3.9-3.12");
    EXPECT_EQ(required(">=3.9,<4"), "3.9-3.15");
    EXPECT_EQ(required(">=3.9,<4.0"), "3.9-3.15");
}

TEST(RequiresPython, KnowsTheOtherSigns) {
    EXPECT_EQ(required("~=3.10"), "3.10-3.15");
    EXPECT_EQ(required("~=3.10.2"), "3.10");
    EXPECT_EQ(required("==3.11.*"), "3.11");
    EXPECT_EQ(required("==3.11"), "3.11");
    EXPECT_EQ(required("==3.*"), "3.8-3.15");
    EXPECT_EQ(required(">=3.8,!=3.8.*"), "3.9-3.15");
    EXPECT_EQ(required(">=3.8,!=3.8.1"), "3.8-3.15");
    EXPECT_EQ(required("===3.12.1"), "3.12");
}

TEST(RequiresPython, FailsWhereItAllowsNoneOrMeansNothing) {
    for (const std::string_view wrong :
         {"<3", ">=4", "==2.*", ">=3.99", "3.9", ">=", "^3.9", ">=3.9,,", ">=x"}) {
        EXPECT_EQ(required(wrong), "none") << wrong;
    }
}

}  // namespace
}  // namespace doppelint::session
