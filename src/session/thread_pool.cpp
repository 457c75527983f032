#include "session/thread_pool.h"

#include <algorithm>
#include <atomic>
#include <system_error>
#include <thread>
#include <vector>

namespace doppelint::session {
namespace {

// False where the system gives no more threads: those at hand do the work.
template <class Work>
bool start_one(std::vector<std::jthread>& into, const Work& work) {
    try {
        into.emplace_back(work);
        return true;
    } catch (const std::system_error&) {
        return false;
    }
}

}  // namespace

void ThreadPool::for_each_index(std::size_t count, const std::function<void(std::size_t)>& work) {
    std::atomic<std::size_t> next = 0;
    const auto work_off = [&]() noexcept {
        for (std::size_t i = next++; i < count; i = next++) work(i);
    };
    std::vector<std::jthread> others;
    for (std::size_t i = 1; i < std::min(threads_, count); ++i) {
        if (!start_one(others, work_off)) break;
    }
    work_off();
}

void ThreadPool::alone(const std::function<void()>& work) {
    const std::lock_guard lock(alone_);
    work();
}

}  // namespace doppelint::session
