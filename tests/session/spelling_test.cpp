#include "session/spelling.h"

#include <array>

#include <gtest/gtest.h>

namespace doppelint::session {
namespace {

TEST(Spelling, FindsWhatWasMeant) {
    constexpr std::array<std::string_view, 3> kKnown{"exclude", "extend-exclude", "src"};
    EXPECT_EQ(nearest_spelling("exlude", kKnown), "exclude");
    EXPECT_EQ(nearest_spelling("extend_exclude", kKnown), "extend-exclude");
    EXPECT_EQ(nearest_spelling("colour", kKnown), "");
    EXPECT_EQ(nearest_spelling(std::string(100'000, 'x'), kKnown), "");
    EXPECT_EQ(did_you_mean("exlude", kKnown), "; did you mean `exclude`?");
    EXPECT_EQ(did_you_mean("colour", kKnown), "");
}

}  // namespace
}  // namespace doppelint::session
