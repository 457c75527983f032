#pragma once

#include <CLI/CLI.hpp>
#include <string>

namespace doppelint::cli {

/// What `--help` prints: each option on one line under the title of its group, for a terminal of 80 columns.
class HelpText final : public CLI::FormatterBase {
  public:
    std::string make_help(const CLI::App* app, std::string name, CLI::AppFormatMode mode) const override;
};

/// `text` in lines of at most `width` characters, each with a line end.
[[nodiscard]] std::string wrapped(std::string_view text, std::size_t width);

}  // namespace doppelint::cli
