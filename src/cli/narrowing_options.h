#pragma once

#include <string>

#include "base/result.h"
#include "cli/parse_options.h"
#include "session/narrowing.h"
#include "session/plan.h"

namespace doppelint::cli {

/// The options that leave out findings which are there: those that are known, and those on old lines.
class NarrowingOptions {
  public:
    void add_to(CLI::App& app);

    /// What was asked for, or the baseline that is configured. Fails where a file or git does.
    [[nodiscard]] Result<session::Narrowing> narrowing(const session::Plan& plan,
                                                       const Surroundings& surroundings) const;
    /// The file that is to hold what is found; empty: none.
    [[nodiscard]] const std::string& baseline_to_write() const { return write_baseline_; }

  private:
    std::string baseline_, write_baseline_, since_;
    bool no_baseline_ = false;
};

}  // namespace doppelint::cli
