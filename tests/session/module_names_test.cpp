#include "session/module_names.h"

#include <gtest/gtest.h>

#include "session/memory_file_system.h"

namespace doppelint::session {
namespace {

class Modules : public testing::Test {
  protected:
    Modules() {
        for (const std::string_view path :
             {"/p/app/__init__.py", "/p/app/core/__init__.py", "/p/app/core/load.py", "/p/tool/main.py",
              "/p/src/lib/deep/x.py", "/p/app/both.py", "/p/app/both/__init__.py", "/p/app/typed.pyi",
              "/stubs/__init__.pyi", "/stubs/a.pyi", "/p/other/main.py"}) {
            files.add_file(path, "");
        }
    }

    [[nodiscard]] ModuleName module_of(std::string_view path, std::vector<std::string> roots = {}) const {
        return ModuleNames(files, std::move(roots)).module_of(path);
    }

    MemoryFileSystem files;
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
    ModuleNames names(files, {});
    EXPECT_EQ(names.find("/p", "app.core.load"), "/p/app/core/load.py");
    EXPECT_EQ(names.find("/p", "app.core"), "/p/app/core/__init__.py");
    EXPECT_EQ(names.find("/p", "app.both"), "/p/app/both/__init__.py");
    EXPECT_EQ(names.find("/p", "app.typed"), "/p/app/typed.pyi");
    EXPECT_EQ(names.find("/p/tool", "main"), "/p/tool/main.py");
    EXPECT_EQ(names.find("/p", "main"), std::nullopt);
    EXPECT_EQ(names.find("/p", "tool"), std::nullopt);
}

}  // namespace
}  // namespace doppelint::session
