#include "session/thread_pool.h"

#include <atomic>
#include <stdexcept>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace doppelint::session {
namespace {

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

}  // namespace
}  // namespace doppelint::session
