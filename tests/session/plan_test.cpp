#include "session/plan.h"

#include <gtest/gtest.h>

#include "session/project.h"

namespace doppelint::session {
namespace {

Named standard_input(std::string text, std::string name = {}) {
    return {{"-"}, std::move(name), [text = std::move(text)](std::uint64_t limit) -> Result<std::string> {
                if (text.size() > limit) return tl::unexpected(larger_than(limit));
                return text;
            }};
}

Plan plan_of(const Project& project, const Named& named) {
    return make_plan(named, {}, project.files, project.environment).value();
}

TEST(Plan, HoldsTheFilesFound) {
    Project project;
    project.with("a.py", "xx").with("doppelint.toml", "max-file-size = 5\n");
    const Plan plan = plan_of(project, {{"."}, {}, {}});
    ASSERT_EQ(plan.request.files.size(), 1U);
    EXPECT_EQ(plan.request.files[0].path, "/p/a.py");
    EXPECT_EQ(plan.request.files[0].shown, "a.py");
    EXPECT_EQ(plan.request.files[0].size, 2U);
    EXPECT_EQ(plan.request.files[0].max_size, 5U);
}

TEST(Plan, TakesTheTargetOfTheFolderThatHoldsAll) {
    Project project;
    project.with("doppelint.toml", "target-version = \"3.12\"\n")
        .with("sub/doppelint.toml", "target-version = \"3.9\"\n")
        .with({"a.py", "sub/b.py"});
    EXPECT_EQ(name_of(plan_of(project, {{"."}, {}, {}}).request.target_version), "3.12");
    EXPECT_EQ(name_of(plan_of(project, {{"sub"}, {}, {}}).request.target_version), "3.9");
    EXPECT_EQ(name_of(plan_of(project, {{"sub/b.py"}, {}, {}}).request.target_version), "3.9");
    EXPECT_EQ(name_of(plan_of(project, {{"sub", "a.py"}, {}, {}}).request.target_version), "3.12");
}

TEST(Plan, ReadsStandardInput) {
    const Plan plan = plan_of(Project(), standard_input("x = 1\n"));
    ASSERT_EQ(plan.request.files.size(), 1U);
    EXPECT_EQ(plan.request.files[0].shown, "-");
    EXPECT_EQ(plan.request.files[0].unsaved, "x = 1\n");
}

TEST(Plan, StandardInputTakesThePlaceOfTheFileOfItsName) {
    Project project;
    project.with({"a.py", "b.py"});
    Named named = standard_input("new", "b.py");
    named.paths = {".", "-"};
    const Plan plan = plan_of(project, named);
    ASSERT_EQ(plan.request.files.size(), 2U);
    EXPECT_EQ(plan.request.files[0].unsaved, std::nullopt);
    EXPECT_EQ(plan.request.files[1].unsaved, "new");
}

TEST(Plan, StandardInputIsConfiguredAsTheFileOfItsName) {
    Project project;
    project.with("sub/doppelint.toml", "max-file-size = 5\n");
    EXPECT_EQ(plan_of(project, standard_input("12345", "sub/a.py")).warnings, Paths{});
    EXPECT_EQ(plan_of(project, standard_input("123456", "sub/a.py")).warnings,
              Paths{"sub/a.py: left out, because it is larger than the 5 bytes that max-file-size allows"});
}

}  // namespace
}  // namespace doppelint::session
