#include "cli/progress_bar.h"

#include <algorithm>

namespace doppelint::cli {
namespace {

constexpr std::chrono::milliseconds kPause{100};
constexpr std::size_t kWidth = 30;
/// To the beginning of the line, which is emptied.
constexpr std::string_view kClear = "\r\x1b[K";

}  // namespace

void ProgressBar::begins(std::size_t functions) {
    all_ = functions;
    done_ = 0;
}

void ProgressBar::finishes_one() {
    const std::size_t done = ++done_;
    // Who comes while another thread draws has nothing to add.
    const std::unique_lock lock(drawing_, std::try_to_lock);
    if (!lock || Clock::now() < next_) return;
    draw(done);
}

void ProgressBar::draw(std::size_t done) {
    next_ = Clock::now() + kPause;
    is_drawn_ = true;
    terminal_.write(std::string(kClear) + line(done));
}

void ProgressBar::ends() {
    const std::lock_guard lock(drawing_);
    if (is_drawn_) terminal_.write(kClear);
    is_drawn_ = false;
}

// What runs a second time is counted again, but nothing is more than all.
std::string ProgressBar::line(std::size_t done) const {
    const std::size_t shown = std::min(done, all_);
    const std::size_t full = all_ == 0 ? kWidth : shown * kWidth / all_;
    std::string bar;
    for (std::size_t at = 0; at < kWidth; ++at) bar += at < full ? "━" : "─";
    return bar + " " + std::to_string(shown) + " of " + std::to_string(all_) + " functions";
}

}  // namespace doppelint::cli
