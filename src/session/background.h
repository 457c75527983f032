#pragma once

#include <functional>
#include <thread>

namespace doppelint::session {

/// A thread that does one long piece of work; its end is waited for.
class Background {
  public:
    explicit Background(std::function<void()> work) : thread_(std::move(work)) {}

  private:
    std::jthread thread_;
};

}  // namespace doppelint::session
