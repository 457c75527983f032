#pragma once

#include <atomic>
#include <mutex>

#include "base/executor.h"

namespace doppelint::session {

/// Shares work among `threads` threads, the calling one among them; with one, everything runs in the
/// caller, in order. Work that throws ends the process.
class ThreadPool final : public Executor {
  public:
    explicit ThreadPool(std::size_t threads) : threads_(threads) {}
    /// Who sets `stop` takes no interest in the outcome any more.
    ThreadPool(std::size_t threads, const std::atomic<bool>& stop) : threads_(threads), stop_(&stop) {}

    void for_each_index(std::size_t count, const std::function<void(std::size_t)>& work) override;

    void alone(const std::function<void()>& work) override;

    [[nodiscard]] bool is_stopped() const override {
        return stop_ != nullptr && stop_->load(std::memory_order_relaxed);
    }

  private:
    std::size_t threads_;
    const std::atomic<bool>* stop_ = nullptr;
    std::mutex alone_;
};

}  // namespace doppelint::session
