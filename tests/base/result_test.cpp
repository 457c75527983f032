#include "base/result.h"

#include <memory>
#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "base/check.h"

namespace doppelint {
namespace {

Result<int> half_of(int number) {
    if (number % 2 != 0) return failure(std::to_string(number) + " is odd");
    return number / 2;
}

TEST(Result, is_a_value) {
    const Result<int> half = half_of(4);
    ASSERT_TRUE(half.has_value());
    EXPECT_EQ(*half, 2);
}

TEST(Result, or_the_reason_why_there_is_none) {
    const Result<int> half = half_of(3);
    ASSERT_FALSE(half.has_value());
    EXPECT_EQ(half.error().message, "3 is odd");
}

TEST(Result, may_be_about_nothing_but_success) {
    const Result<void> done;
    const Result<void> failed = failure("no");
    EXPECT_TRUE(done.has_value());
    EXPECT_EQ(failed.error().message, "no");
}

TEST(Result, holds_what_can_only_be_moved) {
    Result<std::unique_ptr<int>> owner = std::make_unique<int>(7);
    const std::unique_ptr<int> taken = std::move(*owner);
    EXPECT_EQ(*taken, 7);
}

TEST(Check, passes_when_the_promise_holds) {
    DOPPELINT_CHECK(1 + 1 == 2, "numbers add up");
}

TEST(CheckDeathTest, ends_the_process_with_a_sentence) {
    EXPECT_DEATH(DOPPELINT_CHECK(1 + 1 == 3, "numbers add up"),
                 "internal error at .*result_test.cpp:[0-9]+: numbers add up");
}

}  // namespace
}  // namespace doppelint
