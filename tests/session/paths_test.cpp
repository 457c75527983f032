#include "session/paths.h"

#include <vector>

#include <gtest/gtest.h>

namespace doppelint::session {
namespace {

TEST(Paths, Join) {
    EXPECT_EQ(join_path("a", "b"), "a/b");
    EXPECT_EQ(join_path("/", "b"), "/b");
    EXPECT_EQ(join_path(".", "b"), "b");
    EXPECT_EQ(join_path("", "b"), "b");
}

TEST(Paths, FallApart) {
    EXPECT_EQ(file_name_of("a/b.py"), "b.py");
    EXPECT_EQ(file_name_of("b.py"), "b.py");
    EXPECT_EQ(extension_of("a.d/b.tar.py"), ".py");
    EXPECT_EQ(extension_of("a.d/b"), "");
    EXPECT_EQ(extension_of(".py"), "");
    EXPECT_EQ(parent_of("/a/b"), "/a");
    EXPECT_EQ(parent_of("/a"), "/");
    EXPECT_EQ(parent_of("/"), "");
}

TEST(Paths, BecomeAbsolute) {
    EXPECT_EQ(absolute_path("/base/x", "a/./b//c"), "/base/x/a/b/c");
    EXPECT_EQ(absolute_path("/base/x", "../y"), "/base/y");
    EXPECT_EQ(absolute_path("/base", "../../../.."), "/");
    EXPECT_EQ(absolute_path("/base", "/b/"), "/b");
    EXPECT_EQ(absolute_path("/base", "."), "/base");
}

TEST(Paths, AreTidiedForPeople) {
    EXPECT_EQ(tidy_path("./a/b"), "a/b");
    EXPECT_EQ(tidy_path(".//./a/"), "a");
    EXPECT_EQ(tidy_path("."), ".");
    EXPECT_EQ(tidy_path("./"), ".");
    EXPECT_EQ(tidy_path("/"), "/");
    EXPECT_EQ(tidy_path("../a"), "../a");
    EXPECT_EQ(tidy_path(".hidden"), ".hidden");
}

TEST(Paths, LieInFolders) {
    EXPECT_TRUE(is_inside("/a/b", "/a"));
    EXPECT_TRUE(is_inside("/a", "/a"));
    EXPECT_TRUE(is_inside("/a", "/"));
    EXPECT_FALSE(is_inside("/ab", "/a"));
    EXPECT_EQ(relative_path("/a/b/c", "/a"), "b/c");
    EXPECT_EQ(relative_path("/a", "/"), "a");
    EXPECT_EQ(relative_path("/a", "/a"), "");
}

TEST(Paths, HaveACommonFolder) {
    EXPECT_EQ(common_folder(std::vector<std::string>{"/a/b", "/a/bc/d"}), "/a");
    EXPECT_EQ(common_folder(std::vector<std::string>{"/a/b"}), "/a/b");
    EXPECT_EQ(common_folder(std::vector<std::string>{"/a/b", "/c"}), "/");
}

}  // namespace
}  // namespace doppelint::session
