#pragma once

#include <functional>
#include <optional>

#include "cli/run.h"
#include "session/plan.h"

namespace doppelint::cli {

/// What is done over and over.
struct Watched {
    /// What is to be checked as things are now; none where a sentence said what is wrong.
    std::function<std::optional<session::Plan>()> plan;
    /// Tells what came of it.
    std::function<void(session::Plan, session::Report)> tell;
    std::size_t jobs = 1;
};

/// Checks, and checks again whenever something changes that could matter. Ends only with the process.
[[noreturn]] void watch(const Watched& watched, Surroundings& surroundings);

}  // namespace doppelint::cli
