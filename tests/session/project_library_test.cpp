#include "session/project_library.h"

#include <gtest/gtest.h>

#include "session/check.h"
#include "session/plan.h"
#include "session/project.h"
#include "session/thread_pool.h"

namespace doppelint::session {
namespace {

using Lines = std::vector<std::string>;

// The default of `into` is what `keep.put` changes, if the models know `keep`.
constexpr std::string_view kProgram = R"py(import keep

def collect(item, into=[]):
    keep.put(into, item)
    return into
)py";

constexpr std::string_view kModels = R"toml(module = "keep"
library = "keep"

[[function]]
name = "keep.put"
parameters = "into, item, /"
result = "None"
effects = ["append(into, item)"]
library = "keep>=2"

[[function]]
name = "keep.put"
parameters = "into, item, /"
result = "None"
library = "keep<2"
)toml";

Result<Plan> plan_of(const Project& project, const Overrides& overrides = {}) {
    return make_plan({{"."}, {}, {}}, overrides, project.files, project.environment);
}

/// Codes of what is found, or the error.
Lines found_in(const Project& project, const Overrides& overrides = {}) {
    const Result<Plan> plan = plan_of(project, overrides);
    if (!plan) return {plan.error().message};
    ThreadPool pool(1);
    Lines result;
    for (const findings::Finding& it : check(plan->request, project.files, pool).findings)
        result.push_back(it.code);
    return result;
}

std::uint64_t hash_in(const Project& project) {
    return plan_of(project)->request.library->hash();
}

Project program_with(std::string configuration, std::string models = std::string(kModels)) {
    Project project;
    project.with("app.py", std::string(kProgram))
        .with("models/keep.toml", std::move(models))
        .with("doppelint.toml", std::move(configuration));
    return project;
}

TEST(ProjectLibrary, KnowsNothingOfAForeignLibraryByItself) {
    EXPECT_EQ(found_in(program_with("")), Lines());
}

TEST(ProjectLibrary, TakesFilesAndFolders) {
    EXPECT_EQ(found_in(program_with("models = [\"models\"]\n")), Lines{"DPL101"});
    EXPECT_EQ(found_in(program_with("models = [\"models/keep.toml\"]\n")), Lines{"DPL101"});
}

TEST(ProjectLibrary, IsNotReadInIsolation) {
    Overrides overrides;
    overrides.isolation = Overrides::Isolation::isolated;
    EXPECT_EQ(found_in(program_with("models = [\"models\"]\n"), overrides), Lines());
}

TEST(ProjectLibrary, ComesFromTheRootAlone) {
    Project project = program_with("");
    project.with("sub/doppelint.toml", "models = [\"../models\"]\n").with("sub/a.py", std::string(kProgram));
    EXPECT_EQ(found_in(project), Lines());
}

TEST(ProjectLibrary, HoldsAtTheVersionInUse) {
    EXPECT_EQ(found_in(program_with("models = [\"models\"]\nlibraries = {keep = \"1.9\"}\n")), Lines());
    EXPECT_EQ(found_in(program_with("models = [\"models\"]\nlibraries = {keep = \"2.0.1\"}\n")),
              Lines{"DPL101"});
}

TEST(ProjectLibrary, CorrectsWhatIsCompiledIn) {
    const std::string silent = R"toml(module = "bisect"

[[function]]
name = "bisect.insort"
parameters = "a, x, /"
result = "None"
)toml";
    const std::string program = "import bisect\ndef f(x, a=[]):\n    bisect.insort(a, x)\n    return a\n";
    Project project;
    project.with("app.py", program);
    EXPECT_EQ(found_in(project), Lines{"DPL101"});
    project.with("own.toml", silent).with("doppelint.toml", "models = [\"own.toml\"]\n");
    EXPECT_EQ(found_in(project), Lines());
}

TEST(ProjectLibrary, NamesFileAndLineOfWhatIsWrong) {
    EXPECT_EQ(
        found_in(program_with("models = [\"models\"]\n", "module = \"keep\"\n\n[[function]]\nnam = 1\n"))
            .front()
            .substr(0, 22),
        "/p/models/keep.toml:4:");
    EXPECT_EQ(found_in(program_with("models = [\"other\"]\n")),
              Lines{"/p/doppelint.toml: `models`: /p/other: there is no such file or folder"});
    EXPECT_EQ(found_in(program_with("models = \"models\"\n")),
              Lines{"/p/doppelint.toml:1: `models` must be an array of strings"});
    EXPECT_EQ(
        found_in(program_with("libraries = {pandsa = \"2.2\"}\n")),
        Lines{"/p/doppelint.toml: `libraries`: there are no models of `pandsa`; did you mean `pandas`?"});
    EXPECT_EQ(found_in(program_with("libraries = {pandas = \"two\"}\n")),
              Lines{"/p/doppelint.toml: `libraries`: `two` is no version such as \"2.2\""});
    EXPECT_EQ(
        found_in(program_with("libraries = {pandas = 2}\n")),
        Lines{"/p/doppelint.toml:1: `libraries` must be a table of versions like `{pandas = \"2.2\"}`"});
}

TEST(ProjectLibrary, HasAHashThatFollowsWhatItSays) {
    const std::uint64_t none = hash_in(program_with(""));
    const std::uint64_t with_models = hash_in(program_with("models = [\"models\"]\n"));
    const std::uint64_t with_version =
        hash_in(program_with("models = [\"models\"]\nlibraries = {keep = \"1.9\"}\n"));
    EXPECT_NE(none, with_models);
    EXPECT_NE(with_models, with_version);
    EXPECT_EQ(with_models, hash_in(program_with("models = [\"models/keep.toml\"]\n")));
    EXPECT_NE(with_models, hash_in(program_with("models = [\"models\"]\n", std::string(kModels) + "\n")));
}

}  // namespace
}  // namespace doppelint::session
