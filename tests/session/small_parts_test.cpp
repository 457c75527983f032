#include <array>
#include <atomic>
#include <numeric>
#include <stdexcept>
#include <thread>

#include <gtest/gtest.h>

#include "session/git_config.h"
#include "session/memory_file_system.h"
#include "session/module_names.h"
#include "session/spelling.h"
#include "session/thread_pool.h"

namespace doppelint::session {
namespace {

class Modules : public testing::Test {
  protected:
    Modules() {
        for (const std::string_view path :
             {"/p/app/__init__.py", "/p/app/core/__init__.py", "/p/app/core/load.py", "/p/tool/main.py",
              "/p/src/lib/deep/x.py", "/p/app/both.py", "/p/app/both/__init__.py", "/p/app/typed.pyi",
              "/stubs/__init__.pyi", "/stubs/a.pyi", "/p/other/main.py"}) {
            files_.add_file(path, "");
        }
    }

    [[nodiscard]] ModuleName module_of(std::string_view path, std::vector<std::string> roots = {}) const {
        return ModuleNames(files_, std::move(roots)).module_of(path);
    }

    MemoryFileSystem files_;
};

TEST_F(Modules, BeginAtTheFirstFolderThatIsNoPackage) {
    EXPECT_EQ(module_of("/p/app/core/load.py"), (ModuleName{"/p", "app.core.load"}));
    EXPECT_EQ(module_of("/p/app/core/__init__.py"), (ModuleName{"/p", "app.core"}));
    EXPECT_EQ(module_of("/p/tool/main.py"), (ModuleName{"/p/tool", "main"}));
    EXPECT_EQ(module_of("/stubs/a.pyi"), (ModuleName{"/", "stubs.a"}));
}

TEST_F(Modules, OfOneNameUnderDifferentRootsDoNotMeet) {
    EXPECT_NE(module_of("/p/tool/main.py"), module_of("/p/other/main.py"));
}

TEST_F(Modules, BeginAtTheDeepestConfiguredRoot) {
    EXPECT_EQ(module_of("/p/src/lib/deep/x.py", {"/p/src"}), (ModuleName{"/p/src", "lib.deep.x"}));
    EXPECT_EQ(module_of("/p/src/lib/deep/x.py", {"/p", "/p/src/lib"}), (ModuleName{"/p/src/lib", "deep.x"}));
    EXPECT_EQ(module_of("/p/tool/main.py", {"/p/src"}), (ModuleName{"/p/tool", "main"}));
}

TEST_F(Modules, AreFoundUnderTheirRoot) {
    const ModuleNames names(files_, {});
    EXPECT_EQ(names.find("/p", "app.core.load"), "/p/app/core/load.py");
    EXPECT_EQ(names.find("/p", "app.core"), "/p/app/core/__init__.py");
    EXPECT_EQ(names.find("/p", "app.both"), "/p/app/both/__init__.py");
    EXPECT_EQ(names.find("/p", "app.typed"), "/p/app/typed.pyi");
    EXPECT_EQ(names.find("/p/tool", "main"), "/p/tool/main.py");
    EXPECT_EQ(names.find("/p", "main"), std::nullopt);
    EXPECT_EQ(names.find("/p", "tool"), std::nullopt);
}

TEST(Spelling, FindsWhatWasMeant) {
    constexpr std::array<std::string_view, 3> kKnown{"exclude", "extend-exclude", "src"};
    EXPECT_EQ(nearest_spelling("exlude", kKnown), "exclude");
    EXPECT_EQ(nearest_spelling("extend_exclude", kKnown), "extend-exclude");
    EXPECT_EQ(nearest_spelling("scr", kKnown), "src");
    EXPECT_EQ(nearest_spelling("colour", kKnown), "");
    EXPECT_EQ(nearest_spelling(std::string(100'000, 'x'), kKnown), "");
    EXPECT_EQ(did_you_mean("exlude", kKnown), "; did you mean `exclude`?");
    EXPECT_EQ(did_you_mean("colour", kKnown), "");
}

TEST(ThreadPool, DoesEachPieceOnce) {
    for (const std::size_t threads : {1U, 2U, 8U}) {
        std::vector<std::atomic<int>> done(1000);
        ThreadPool(threads).for_each_index(done.size(), [&](std::size_t i) { ++done[i]; });
        for (const std::atomic<int>& it : done) EXPECT_EQ(it, 1);
    }
}

TEST(ThreadPool, OfOneThreadWorksInTheCallerInOrder) {
    std::vector<std::size_t> seen;
    const std::thread::id caller = std::this_thread::get_id();
    ThreadPool(1).for_each_index(5, [&](std::size_t i) {
        EXPECT_EQ(std::this_thread::get_id(), caller);
        seen.push_back(i);
    });
    EXPECT_EQ(seen, (std::vector<std::size_t>{0, 1, 2, 3, 4}));
}

TEST(ThreadPool, HasNothingToDoWithoutWork) {
    ThreadPool(8).for_each_index(0, [](std::size_t /*i*/) { FAIL(); });
}

TEST(ThreadPoolDeathTest, SwallowsNoException) {
    EXPECT_DEATH(ThreadPool(2).for_each_index(4,
                                              [](std::size_t i) {
                                                  if (i == 3) throw std::runtime_error("lost");
                                              }),
                 "lost");
}

TEST(GitConfig, NamesTheUsersExcludesFile) {
    EXPECT_EQ(excludes_file_in("[core]\n\texcludesfile = ~/.ignore\n"), "~/.ignore");
    EXPECT_EQ(excludes_file_in("[Core]\nExcludesFile=\"/a b\" ; why\n"), "/a b");
    EXPECT_EQ(excludes_file_in("[core]\nexcludesfile = /a\nexcludesfile = /b # last\n"), "/b");
    EXPECT_EQ(excludes_file_in("[core \"x\"]\nexcludesfile = /a\n[other]\nexcludesfile = /b\n"),
              std::nullopt);
    EXPECT_EQ(excludes_file_in("[core]\n# excludesfile = /a\n"), std::nullopt);
    EXPECT_EQ(excludes_file_in(""), std::nullopt);
}

}  // namespace
}  // namespace doppelint::session
