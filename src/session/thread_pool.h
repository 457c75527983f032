#pragma once

#include <mutex>

#include "base/executor.h"

namespace doppelint::session {

/// Shares work among `threads` threads, the calling one among them; with one, everything runs in the
/// caller, in order. Work that throws ends the process.
class ThreadPool final : public Executor {
  public:
    explicit ThreadPool(std::size_t threads) : threads_(threads) {}

    void for_each_index(std::size_t count, const std::function<void(std::size_t)>& work) override;

    void alone(const std::function<void()>& work) override;

  private:
    std::size_t threads_;
    std::mutex alone_;
};

}  // namespace doppelint::session
