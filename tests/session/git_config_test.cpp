#include "session/git_config.h"

#include <gtest/gtest.h>

namespace doppelint::session {
namespace {

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
