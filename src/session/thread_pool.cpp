#include "session/thread_pool.h"

#include <algorithm>
#include <atomic>
#include <system_error>
#include <thread>
#include <vector>

namespace doppelint::session {

void ThreadPool::for_each_index(std::size_t count, const std::function<void(std::size_t)>& work) {
    std::atomic<std::size_t> next = 0;
    const auto work_off = [&]() noexcept {
        for (std::size_t i = next++; i < count; i = next++) work(i);
    };
    std::vector<std::jthread> others;
    try {
        for (std::size_t i = 1; i < std::min(threads_, count); ++i) others.emplace_back(work_off);
    } catch (const std::system_error&) {
        // The system gives no more threads: those at hand do the work.
    }
    work_off();
}

}  // namespace doppelint::session
