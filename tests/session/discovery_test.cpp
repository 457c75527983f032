#include "session/discovery.h"

#include <gtest/gtest.h>

#include "session/default_excludes.h"
#include "session/project.h"

namespace doppelint::session {
namespace {

TEST(Discovery, FindsPythonFilesBelowAFolder) {
    Project project;
    project.with({"a.py", "app/b.pyi", "app/c.pyw", "app/deep/d.ipynb", "app/e.txt", "app/f.pyc", "app/py"});
    EXPECT_EQ(project.found(), (Paths{"a.py", "app/b.pyi", "app/c.pyw", "app/deep/d.ipynb"}));
}

TEST(Discovery, ShowsPathsAsTheyWereGiven) {
    Project project;
    project.with({"app/a.py", "/q/b.py"});
    EXPECT_EQ(project.found({"app"}), Paths{"app/a.py"});
    EXPECT_EQ(project.found({"./app/"}), Paths{"app/a.py"});
    EXPECT_EQ(project.found({"/p/app"}), Paths{"/p/app/a.py"});
    EXPECT_EQ(project.found({"../q"}), Paths{"../q/b.py"});
    EXPECT_EQ(project.found({"./app/a.py"}), Paths{"app/a.py"});
}

TEST(Discovery, SortsByWhatIsShown) {
    Project project;
    project.with({"b.py", "a/z.py", "a-b/y.py", "a.py", "a/b/x.py"});
    EXPECT_EQ(project.found(), (Paths{"a-b/y.py", "a.py", "a/b/x.py", "a/z.py", "b.py"}));
    EXPECT_EQ(project.found({"b.py", "a"}), (Paths{"a/b/x.py", "a/z.py", "b.py"}));
}

TEST(Discovery, FindsNothingInAnEmptyFolder) {
    EXPECT_EQ(Project().with({"empty/"}).found({"empty"}), Paths{});
}

TEST(Discovery, FailsWhereAPathDoesNotExist) {
    Project project;
    project.with({"a.py"});
    EXPECT_EQ(project.found({"a.py", "b.py"}), Paths{"error: no such file or folder: `b.py`"});
    EXPECT_EQ(project.found({""}), Paths{"error: no such file or folder: ``"});
}

TEST(Discovery, TakesAScriptOnlyWhenNamed) {
    Project project;
    project.with("run", "#!/usr/bin/env python3\n")
        .with("shell", "#!/bin/sh\npython\n")
        .with("text.txt", "x");
    EXPECT_EQ(project.found(), Paths{});
    EXPECT_EQ(project.found({"run"}), Paths{"run"});
    EXPECT_EQ(project.found({"run", "shell", "text.txt"}), Paths{"run"});
    EXPECT_EQ(project.warnings({"shell"}),
              Paths{"shell: not a Python file by its name, nor a script with a Python #! line"});
}

// What is left out

TEST(Discovery, LeavesOutWhatOtherToolsKeep) {
    Project project;
    project.with({"a.py", "pkg.egg-info/x.py"});
    for (const std::string_view name : kDefaultExcludes) {
        if (name.find('*') == std::string_view::npos) project.with({"sub/" + std::string(name) + "/x.py"});
    }
    EXPECT_EQ(project.found(), Paths{"a.py"});
}

TEST(Discovery, LeavesOutVirtualEnvironmentsOfAnyName) {
    Project project;
    project.with({"a.py", "my-env/pyvenv.cfg", "my-env/lib/x.py"});
    EXPECT_EQ(project.found(), Paths{"a.py"});
    EXPECT_EQ(project.found({"my-env"}), Paths{"my-env/lib/x.py"});
}

TEST(Discovery, ExcludeReplacesTheDefaultPatterns) {
    Project project;
    project.with({"a.py", "build/b.py", "gen/c.py", "x/gen/d.py"});
    Overrides overrides;
    overrides.exclude = {"gen"};
    EXPECT_EQ(project.found({"."}, overrides), (Paths{"a.py", "build/b.py"}));
    overrides.exclude = {"/gen"};
    EXPECT_EQ(project.found({"."}, overrides), (Paths{"a.py", "build/b.py", "x/gen/d.py"}));
}

TEST(Discovery, ExtendExcludeAddsAndTakesBack) {
    Project project;
    project.with({"a.py", "build/b.py", "gen/c.py", "dist/d.py"});
    Overrides overrides;
    overrides.extend_exclude = {"gen/*.py", "!build"};
    EXPECT_EQ(project.found({"."}, overrides), (Paths{"a.py", "build/b.py"}));
}

TEST(Discovery, ExcludesNothingThatIsNamed) {
    Project project;
    project.with({"build/a.py", "build/dist/b.py"}).with(".gitignore", "build/\n*.py\n");
    EXPECT_EQ(project.found(), Paths{});
    EXPECT_EQ(project.found({"build/a.py"}), Paths{"build/a.py"});
    Project without;
    without.with({"build/a.py", "build/dist/b.py"}).with(".gitignore", "build/\n");
    EXPECT_EQ(without.found({"build"}), Paths{"build/a.py"});
}

// Ignore files; their patterns have tests of their own

TEST(Discovery, ReadsIgnoreFilesOfAllLevels) {
    Project project;
    project.with({".git/HEAD", "a.py", "b.py", "x/a.py", "x/b.py", "x/y/c.py"})
        .with(".gitignore", "b.py\n")
        .with("x/.gitignore", "!b.py\nc.py\n");
    EXPECT_EQ(project.found(), (Paths{"a.py", "x/a.py", "x/b.py"}));
}

TEST(Discovery, ReadsIgnoreFilesAboveTheFolderNamed) {
    Project project;
    project.with({".git/HEAD", "x/y/a.py", "x/y/b.py"})
        .with(".gitignore", "b.py\n")
        .with("../.gitignore", "*.py\n");
    EXPECT_EQ(project.found({"x/y"}), Paths{"x/y/a.py"});
}

TEST(Discovery, ReadsIgnoreFilesWithoutARepository) {
    Project project;
    project.with({"pyproject.toml", "x/a.py", "x/b.py"}).with(".gitignore", "b.py\n");
    EXPECT_EQ(project.found(), Paths{"x/a.py"});
    EXPECT_EQ(project.found({"x"}), Paths{"x/a.py"});
}

TEST(Discovery, NothingBelowAnIgnoredFolderComesBack) {
    Project project;
    project.with({".git/HEAD", "out/keep.py"}).with(".gitignore", "out\n!out/keep.py\n");
    EXPECT_EQ(project.found(), Paths{});
}

TEST(Discovery, ReadsTheRepositorysAndTheUsersExcludes) {
    Project project;
    project.environment.home = "/users/me";
    project.environment.config_home = "/users/me/.config";
    project.with({".git/HEAD", "a.py", "b.py", "c.py", "d.py"})
        .with(".git/info/exclude", "b.py\n")
        .with("/users/me/.config/git/ignore", "c.py\n");
    EXPECT_EQ(project.found(), (Paths{"a.py", "d.py"}));
    project.with("/users/me/.gitconfig", "[core]\n\texcludesFile = ~/ignored\n")
        .with("/users/me/ignored", "d.py");
    EXPECT_EQ(project.found(), (Paths{"a.py", "c.py"}));
}

TEST(Discovery, FollowsTheGitFileOfAWorktree) {
    Project project;
    project.with({"a.py", "b.py"})
        .with(".git", "gitdir: /repo/.git/worktrees/w\n")
        .with("/repo/.git/worktrees/w/commondir", "../..\n")
        .with("/repo/.git/info/exclude", "b.py\n");
    EXPECT_EQ(project.found(), Paths{"a.py"});
}

TEST(Discovery, ARepositoryInsideAnotherBeginsAnew) {
    Project project;
    project.with({".git/HEAD", "a.py", "inner/.git/HEAD", "inner/a.py", "inner/b.py"})
        .with(".gitignore", "a.py\n")
        .with("inner/.gitignore", "b.py\n");
    EXPECT_EQ(project.found(), Paths{"inner/a.py"});
}

TEST(Discovery, DoesNotFollowALinkAsIgnoreFile) {
    Project project;
    project.with({".git/HEAD", "a.py"}).with("patterns", "*.py\n");
    project.files.add_link(".gitignore", "patterns");
    EXPECT_EQ(project.found(), Paths{"a.py"});
}

// Links

TEST(Discovery, LinksInACircleEnd) {
    Project project;
    project.with({"a/b/c.py"});
    project.files.add_link("a/b/up", "../..");
    project.files.add_link("a/self", ".");
    EXPECT_EQ(project.found(), Paths{"a/b/c.py"});
}

TEST(Discovery, ReportsAFileOfTwoNamesOnceByItsOwnName) {
    Project project;
    project.with({"z/real.py"});
    project.files.add_link("a", "z");
    project.files.add_link("b.py", "z/real.py");
    EXPECT_EQ(project.found(), Paths{"z/real.py"});
    EXPECT_EQ(project.found({"a", "z"}), Paths{"a/real.py"});
    EXPECT_EQ(project.found({"b.py", "."}), Paths{"b.py"});
    EXPECT_EQ(project.found({"z/real.py", "./z/real.py", "/p/z/real.py"}), Paths{"/p/z/real.py"});
}

TEST(Discovery, ReportsHardLinksOnce) {
    Project project;
    project.with({"a.py"});
    project.files.add_hard_link("b.py", "a.py");
    EXPECT_EQ(project.found(), Paths{"a.py"});
}

TEST(Discovery, FollowsALinkToWhatIsOtherwiseLeftOut) {
    Project project;
    project.with({"build/gen/g.py", "app/a.py"});
    project.files.add_link("app/gen", "../build/gen");
    EXPECT_EQ(project.found(), (Paths{"app/a.py", "app/gen/g.py"}));
}

TEST(Discovery, DoesNotFollowALinkOutOfTheProject) {
    Project project;
    project.with({"a.py", "/elsewhere/b.py", "/elsewhere/c.py"});
    project.files.add_link("out", "/elsewhere");
    project.files.add_link("c.py", "/elsewhere/c.py");
    EXPECT_EQ(project.found(), (Paths{"a.py", "c.py"}));
    EXPECT_EQ(project.found({"out"}), (Paths{"out/b.py", "out/c.py"}));
}

TEST(Discovery, APathThatClimbsOutOfALinkMeansTheTarget) {
    Project project;
    project.with({"/elsewhere/x/a.py", "/elsewhere/b.py"});
    project.files.add_link("x", "/elsewhere/x");
    EXPECT_EQ(project.found({"x/../b.py"}), Paths{"x/../b.py"});
}

// What cannot be read

TEST(Discovery, WarnsOfWhatCannotBeReadAndGoesOn) {
    Project project;
    project.with({"a.py", "closed/b.py"});
    project.files.forbid("closed");
    project.files.add_special("pipe.py");
    project.files.add_special("socket");
    project.files.add_link("circle.py", "circle.py");
    project.files.add_link("circle", "circle");
    project.files.add_link("nowhere.py", "missing.py");
    EXPECT_EQ(project.found(), Paths{"a.py"});
    EXPECT_EQ(project.warnings(),
              (Paths{"circle.py: too many levels of symbolic links", "closed: permission denied",
                     "nowhere.py: a link that leads nowhere", "pipe.py: not a regular file"}));
}

TEST(Discovery, WarnsOfNamedThingsThatCannotBeRead) {
    Project project;
    project.with({"a.py", "script"});
    project.files.forbid("script");
    project.files.add_special("pipe");
    project.files.add_link("circle", "circle");
    EXPECT_EQ(project.warnings({"pipe", "a.py", "circle", "script"}),
              (Paths{"circle: too many levels of symbolic links", "pipe: not a regular file",
                     "script: permission denied"}));
}

TEST(Discovery, DepthCostsNoStack) {
    Project project;
    std::string folder = "d";
    for (int depth = 0; depth < 600; ++depth) folder += "/d";
    project.with({folder + "/a.py"});
    EXPECT_EQ(project.found(), Paths{folder + "/a.py"});
}

}  // namespace
}  // namespace doppelint::session
