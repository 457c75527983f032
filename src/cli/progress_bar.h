#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <mutex>
#include <string>

#include "cli/output.h"
#include "session/progress.h"

namespace doppelint::cli {

/// One line on a terminal that shows how much of a long run is done, and that is gone afterwards.
class ProgressBar final : public session::Progress {
  public:
    using Clock = std::chrono::steady_clock;

    /// Shows nothing before a run has taken as long as `patience`.
    ProgressBar(Output& terminal, std::chrono::milliseconds patience)
        : terminal_(terminal), next_(Clock::now() + patience) {}
    ~ProgressBar() override = default;
    ProgressBar(const ProgressBar&) = delete;
    ProgressBar& operator=(const ProgressBar&) = delete;
    ProgressBar(ProgressBar&&) = delete;
    ProgressBar& operator=(ProgressBar&&) = delete;

    void begins(std::size_t functions) override;
    void finishes_one() override;
    /// Takes the line away.
    void ends() override;

  private:
    void draw(std::size_t done);
    [[nodiscard]] std::string line(std::size_t done) const;

    Output& terminal_;
    std::mutex drawing_;
    Clock::time_point next_;  ///< when to draw again
    std::atomic<std::size_t> done_ = 0;
    std::size_t all_ = 0;
    bool is_drawn_ = false;
};

}  // namespace doppelint::cli
