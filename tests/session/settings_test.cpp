#include "session/settings.h"

#include <gtest/gtest.h>

#include "session/project.h"
#include "session/words.h"
#include "source/source_file.h"

namespace doppelint::session {
namespace {

// What the configuration that holds in /p is told about; an error as its sentence.
std::string error_of(std::string_view name, std::string text) {
    Project project;
    project.with(name, std::move(text)).with({"a.py"});
    const Paths found = project.found();
    return found == Paths{"a.py"} ? "" : found.front();
}

VersionRange target_in(const Project& project, const std::string& folder, Overrides overrides = {}) {
    SettingsFinder finder(project.files, project.environment, std::move(overrides));
    return finder.project_settings(folder).value().target_version;
}

std::uint64_t limit_in(const Project& project, const std::string& folder, Overrides overrides = {}) {
    SettingsFinder finder(project.files, project.environment, std::move(overrides));
    return finder.settings_in(folder).value()->max_file_size;
}

constexpr VersionRange kDefaultTarget{{11}, {15}};

TEST(Configuration, IsFoundInEachOfItsFiles) {
    const std::string key = "max-file-size = \"1KB\"\n";
    for (const std::string_view name : {"doppelint.toml", ".doppelint.toml"}) {
        EXPECT_EQ(limit_in(Project().with(name, key), "/p"), 1024U) << name;
    }
    EXPECT_EQ(limit_in(Project().with("pyproject.toml", "[tool.doppelint]\n" + key), "/p"), 1024U);
    EXPECT_EQ(limit_in(Project().with("pyproject.toml", "[tool.other]\n" + key), "/p"),
              source::kDefaultMaximumBytes);
}

TEST(Configuration, TheNearestAboveAFileHolds) {
    Project project;
    project.with("doppelint.toml", "max-file-size = 1\n")
        .with("a/doppelint.toml", "max-file-size = 2\n")
        .with({"a/b/c/", "d/"});
    EXPECT_EQ(limit_in(project, "/p"), 1U);
    EXPECT_EQ(limit_in(project, "/p/d"), 1U);
    EXPECT_EQ(limit_in(project, "/p/a/b/c"), 2U);
}

TEST(Configuration, OfAFolderHoldsForTheWalkBelowIt) {
    Project project;
    project.with("doppelint.toml", "extend-exclude = [\"skip\", \"/only/here.py\"]\n")
        .with("a/doppelint.toml", "exclude = [\"b.py\"]\n")
        .with({"a/skip/a.py", "a/skip/b.py", "skip/c.py", "only/here.py", "x/only/here.py"});
    EXPECT_EQ(project.found(), (Paths{"a/skip/a.py", "x/only/here.py"}));
}

TEST(Configuration, InheritsWhatItExtends) {
    Project project;
    project.with("base/shared.toml", "max-file-size = 7\nextend-exclude = [\"/x.py\", \"y.py\"]\n")
        .with("doppelint.toml", "extend = \"base/shared.toml\"\nextend-exclude = [\"z.py\"]\n")
        .with({"x.py", "y.py", "z.py", "base/x.py", "base/a.py"});
    EXPECT_EQ(limit_in(project, "/p"), 7U);
    EXPECT_EQ(project.found(), (Paths{"base/a.py", "x.py"}));
}

TEST(Configuration, DoesNotExtendInACircle) {
    EXPECT_EQ(error_of("doppelint.toml", "extend = \"doppelint.toml\"\n"),
              "error: /p/doppelint.toml: `extend` leads in a circle");
}

TEST(Configuration, NamesTheNearestSpellingOfAnUnknownKey) {
    EXPECT_EQ(error_of("pyproject.toml", "[project]\nname = \"x\"\n\n[tool.doppelint]\nexlude = []\n"),
              "error: /p/pyproject.toml:5: unknown key `exlude`; did you mean `exclude`?");
    EXPECT_EQ(error_of("doppelint.toml", "colour = 1\n"), "error: /p/doppelint.toml:1: unknown key `colour`");
}

TEST(Configuration, NamesTheLineOfAWrongValue) {
    const std::string here = "error: /p/doppelint.toml:2: ";
    EXPECT_EQ(error_of("doppelint.toml", "\nexclude = \"a\"\n"),
              here + "`exclude` must be an array of strings");
    EXPECT_EQ(error_of("doppelint.toml", "\nsrc = [1]\n"), here + "`src` must be an array of strings");
    EXPECT_EQ(error_of("doppelint.toml", "\nmax-file-size = \"much\"\n"),
              here + "`max-file-size` must be a size like `16MB`, at most 1GB");
    EXPECT_EQ(error_of("doppelint.toml", "\ntarget-version = \"4.0\"\n"),
              here +
                  "`target-version`: `4.0` is not a Python version, or a range of them like `3.9-3.14`; "
                  "doppelint knows 3.8 to 3.15");
    EXPECT_EQ(error_of("doppelint.toml", "x = 1\n= 2\n").substr(0, here.size() + 9), here + "not TOML:");
}

TEST(Configuration, MayBeBrokenWhereItDoesNotSpeakOfUs) {
    EXPECT_EQ(error_of("pyproject.toml", "[tool.black\n"), "");
    EXPECT_EQ(error_of("pyproject.toml", "[tool.doppelint\n").substr(0, 27), "error: /p/pyproject.toml:1:");
    EXPECT_EQ(target_in(Project().with("pyproject.toml", "[project\n"), "/p"), kDefaultTarget);
}

TEST(Configuration, OfTheCommandLineComesFirst) {
    Project project;
    project.with("doppelint.toml", "max-file-size = 7\nextend-exclude = [\"b.py\"]\nexclude = [\"d\"]\n")
        .with({"a.py", "b.py", "c.py", "d/e.py"});
    Overrides overrides;
    overrides.max_file_size = 9;
    overrides.exclude = {"c.py"};
    EXPECT_EQ(limit_in(project, "/p", overrides), 9U);
    EXPECT_EQ(project.found({"."}, overrides), (Paths{"a.py", "d/e.py"}));
}

TEST(Configuration, IsNotReadInIsolation) {
    Project project;
    project.with("doppelint.toml", "nonsense").with("pyproject.toml", "nonsense").with({"a.py"});
    Overrides overrides;
    overrides.isolation = Overrides::Isolation::isolated;
    EXPECT_EQ(project.found({"."}, overrides), Paths{"a.py"});
    EXPECT_EQ(target_in(project, "/p", overrides), kDefaultTarget);
}

// The rules that are told of in a file, and what they are told with at least.
Reporting reporting_in(const Project& project, const std::string& path, Overrides overrides = {}) {
    SettingsFinder finder(project.files, project.environment, std::move(overrides));
    const auto settings = finder.settings_in(path.substr(0, path.rfind('/')));
    return *reporting_for(**settings, path);
}

TEST(Configuration, SelectsRules) {
    const Project project =
        Project()
            .with("base.toml", "ignore = [\"DPL2\"]\nmin-confidence = \"certain\"\n")
            .with("doppelint.toml", "extend = \"base.toml\"\nignore = [\"shallow-copy-changed\"]\n");
    const Reporting told = reporting_in(project, "/p/a.py");
    EXPECT_TRUE(told.tells("DPL101", findings::Confidence::certain));
    EXPECT_FALSE(told.tells("DPL101", findings::Confidence::likely));
    EXPECT_FALSE(told.rules.has("DPL201"));
    EXPECT_FALSE(told.rules.has("DPL301"));
    Overrides overrides;
    overrides.selection.select = {*findings::RuleSelector::find("DPL2")};
    overrides.min_confidence = findings::Confidence::possible;
    const Reporting asked = reporting_in(project, "/p/a.py", overrides);
    EXPECT_TRUE(asked.tells("DPL201", findings::Confidence::possible));
    EXPECT_FALSE(asked.rules.has("DPL101"));
}

TEST(Configuration, IgnoresRulesInSomeFiles) {
    const Project project = Project().with(
        "doppelint.toml",
        "[per-file-ignores]\n\"tests/*\" = [\"DPL2\"]\n\"*_gen.py\" = [\"ALL\"]\n\"/only\" = [\"DPL301\"]\n");
    EXPECT_TRUE(reporting_in(project, "/p/a.py").rules.has("DPL201"));
    EXPECT_FALSE(reporting_in(project, "/p/tests/a.py").rules.has("DPL201"));
    EXPECT_FALSE(reporting_in(project, "/p/tests/deep/er/a.py").rules.has("DPL201"));
    EXPECT_TRUE(reporting_in(project, "/p/tests/a.py").rules.has("DPL301"));
    EXPECT_FALSE(reporting_in(project, "/p/app/x_gen.py").rules.has("DPL002"));
    EXPECT_FALSE(reporting_in(project, "/p/only/a.py").rules.has("DPL301"));
    EXPECT_TRUE(reporting_in(project, "/p/app/only/a.py").rules.has("DPL301"));
}

TEST(Configuration, NamesTheNearestSpellingOfARule) {
    EXPECT_EQ(error_of("doppelint.toml", "select = [\n\"DPL101\",\n\"mutable-defualt\"]\n"),
              "error: /p/doppelint.toml:3: `select` knows no rule or family `mutable-defualt`; did you mean "
              "`mutable-default`?");
    EXPECT_EQ(error_of("doppelint.toml", "min-confidence = \"sure\"\n"),
              "error: /p/doppelint.toml:1: `min-confidence` knows no `sure`, but `certain`, `likely`, "
              "`possible`");
    EXPECT_EQ(error_of("doppelint.toml", "[per-file-ignores]\n\"a\" = [\"DPL9\"]\n").substr(0, 51),
              "error: /p/doppelint.toml:2: `per-file-ignores` know");
}

TEST(Configuration, OfAFileThatIsNamedReplacesAllOthers) {
    Project project;
    project.with("doppelint.toml", "nonsense")
        .with("/etc/ci.toml", "extend-exclude = [\"/x/*.py\"]\n")
        .with({"a.py", "x/b.py"});
    Overrides overrides;
    overrides.configuration_file = "../etc/ci.toml";
    EXPECT_EQ(project.found({"."}, overrides), Paths{"a.py"});
    overrides.configuration_file = "missing.toml";
    EXPECT_EQ(project.found({"."}, overrides), Paths{"error: /p/missing.toml: no such file or directory"});
}

TEST(TargetVersion, ComesFromTheCommandLineThenTheConfigurationThenTheProject) {
    Project project;
    EXPECT_EQ(target_in(project, "/p"), kDefaultTarget);
    project.with("pyproject.toml", "[project]\nrequires-python = \">=3.9\"\n");
    EXPECT_EQ(target_in(project, "/p"), (VersionRange{{9}, {15}}));
    EXPECT_EQ(target_in(project, "/p/deep/below"), (VersionRange{{9}, {15}}));
    project.with("doppelint.toml", "target-version = \"3.10-3.12\"\n");
    EXPECT_EQ(target_in(project, "/p"), (VersionRange{{10}, {12}}));
    Overrides overrides;
    overrides.target_version = VersionRange{{14}, {14}};
    EXPECT_EQ(target_in(project, "/p", overrides), (VersionRange{{14}, {14}}));
}

TEST(TargetVersion, IsTheDefaultWhereRequiresPythonSaysNothingUseful) {
    for (const std::string text : {"<3", "python", "", ">=4"}) {
        Project project;
        project.with("pyproject.toml", "[project]\nrequires-python = \"" + text + "\"\n");
        const VersionRange expected = text.empty() ? VersionRange{{8}, {15}} : kDefaultTarget;
        EXPECT_EQ(target_in(project, "/p"), expected) << text;
    }
}

TEST(SourceRoots, AreSeenFromTheConfiguration) {
    Project project;
    project.with("doppelint.toml", "src = [\"src\", \"../lib\"]\n");
    SettingsFinder finder(project.files, project.environment, {});
    EXPECT_EQ(finder.project_settings("/p/src/x").value().source_roots, (Paths{"/p/src", "/lib"}));
}

TEST(Size, IsWrittenWithOrWithoutAUnit) {
    EXPECT_EQ(parse_size("1024").value(), 1024U);
    EXPECT_EQ(parse_size("16MB").value(), 16U << 20U);
    EXPECT_EQ(parse_size("2 k").value(), 2048U);
    EXPECT_EQ(parse_size("1GB").value(), 1U << 30U);
    for (const std::string_view wrong : {"", "0", "-1", "MB", "1TB", "2GB", "1.5MB", "1MBB", "1 2"}) {
        EXPECT_FALSE(parse_size(wrong).has_value()) << wrong;
    }
}

}  // namespace
}  // namespace doppelint::session
