#pragma once

#include <atomic>
#include <cstdint>

#include "analysis/function_analysis.h"
#include "report/statistics.h"

namespace doppelint::session {

/// Counts what analyses of functions came to; from several threads at once.
class Tally {
  public:
    void add(const analysis::FunctionAnalysis& function);
    void write_to(report::Statistics& statistics) const;

  private:
    std::atomic<std::uint64_t> analyzed_ = 0, given_up_ = 0, calls_ = 0, unknown_calls_ = 0;
};

}  // namespace doppelint::session
