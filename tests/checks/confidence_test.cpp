#include "checks/confidence.h"

#include <gtest/gtest.h>

namespace doppelint::checks {
namespace {

using findings::Confidence;
using heap::Assumption;
using heap::Assumptions;

constexpr bool kMust = true;
constexpr bool kMay = false;

TEST(Confidence, is_certain_without_a_doubt) {
    EXPECT_EQ(confidence_of(kMust, {}), Confidence::certain);
}

TEST(Confidence, is_likely_on_some_paths_or_with_something_taken_for_granted) {
    EXPECT_EQ(confidence_of(kMay, {}), Confidence::likely);
    EXPECT_EQ(confidence_of(kMust, Assumption::unknown_call), Confidence::likely);
    EXPECT_EQ(confidence_of(kMay, Assumptions(Assumption::limit) | Assumption::builtin_method),
              Confidence::likely);
}

TEST(Confidence, is_possible_where_nothing_but_an_assumption_speaks_for_it) {
    EXPECT_EQ(confidence_of(kMust, {}, Witness::assumed), Confidence::possible);
    EXPECT_EQ(confidence_of(kMay, Assumption::unknown_call, Witness::assumed), Confidence::possible);
    EXPECT_EQ(confidence_of(kMust, Assumption::some_callee), Confidence::possible);
}

}  // namespace
}  // namespace doppelint::checks
