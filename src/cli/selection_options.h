#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "cli/parse_options.h"
#include "session/settings.h"

namespace doppelint::cli {

/// The options that say which findings are told.
class SelectionOptions {
  public:
    void add_to(CLI::App& app);

    /// Adds what was asked for; an error names the option.
    [[nodiscard]] Result<void> add_to(session::Overrides& overrides,
                                      const session::Environment& environment) const;

  private:
    CLI::Option* select_option_ = nullptr;
    std::vector<std::string> select_, extend_select_, ignore_, per_file_ignores_;
    std::string min_confidence_;
};

}  // namespace doppelint::cli
