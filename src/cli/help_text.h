#pragma once

#include <CLI/CLI.hpp>
#include <string>

namespace doppelint::cli {

/// What `--help` prints: the options by group, for a terminal of 80 columns.
class HelpText final : public CLI::FormatterBase {
  public:
    std::string make_help(const CLI::App* app, std::string name, CLI::AppFormatMode mode) const override;
};

}  // namespace doppelint::cli
