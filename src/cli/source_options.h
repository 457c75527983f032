#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/parse_options.h"
#include "cli/selection_options.h"
#include "session/plan.h"

namespace doppelint::cli {

/// The options of every command that reads files: which ones, and by which configuration.
class SourceOptions {
  public:
    void add_to(CLI::App& app);

    /// What was asked for. Without a value, a sentence said what is wrong.
    [[nodiscard]] std::optional<session::Plan> plan(Operands operands, Surroundings& surroundings) const;
    [[nodiscard]] std::optional<session::Plan> plan(Operands operands, const SelectionOptions& selection,
                                                    Surroundings& surroundings) const;

    /// With what `selection` says.
    [[nodiscard]] Result<session::Overrides> overrides(const SelectionOptions& selection,
                                                       const session::Environment& environment) const;

  private:
    [[nodiscard]] Result<session::Overrides> overrides(const session::Environment& environment) const;

    std::string configuration_;
    bool isolated_ = false;
    std::vector<std::string> exclude_;
    std::vector<std::string> extend_exclude_;
    std::string max_file_size_;
    std::string target_version_;
    std::string standard_input_name_;
    std::string cache_folder_;
    CLI::Option* exclude_option_ = nullptr;
};

}  // namespace doppelint::cli
