#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

namespace doppelint::session {

/// Hands things from threads to a thread, in their order.
template <class T>
class Channel {
  public:
    void push(T it) {
        {
            const std::scoped_lock lock(mutex_);
            waiting_.push_back(std::move(it));
        }
        arrived_.notify_one();
    }

    /// Waits for the next one.
    [[nodiscard]] T pop() {
        std::unique_lock lock(mutex_);
        arrived_.wait(lock, [&] { return !waiting_.empty(); });
        return take();
    }

    /// The next one, if it is there already.
    [[nodiscard]] std::optional<T> try_pop() {
        const std::scoped_lock lock(mutex_);
        if (waiting_.empty()) return std::nullopt;
        return take();
    }

  private:
    T take() {
        T result = std::move(waiting_.front());
        waiting_.pop_front();
        return result;
    }

    std::mutex mutex_;
    std::condition_variable arrived_;
    std::deque<T> waiting_;
};

}  // namespace doppelint::session
