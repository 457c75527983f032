#pragma once

#include <optional>
#include <string>

#include "cli/color_option.h"
#include "cli/parse_options.h"
#include "report/format.h"

namespace doppelint::cli {

/// How findings are told, once options and terminal are known.
struct OutputStyle {
    report::Format format = report::Format::concise;
    report::Look look;
};

/// The options that say so.
class OutputOptions {
  public:
    void add_to(CLI::App& app);

    /// Without a value, a sentence said what is wrong.
    [[nodiscard]] std::optional<OutputStyle> style(Surroundings& surroundings) const;

    /// The file that the output goes to; empty: standard output.
    [[nodiscard]] const std::string& file() const { return file_; }

  private:
    [[nodiscard]] Destination destination(const Terminal& terminal) const;
    [[nodiscard]] std::optional<report::Format> format(Surroundings& surroundings) const;
    [[nodiscard]] report::Steps steps(report::Format format) const;

    std::string format_, file_;
    ColorOption color_;
    bool shows_steps_ = false, hides_steps_ = false;
};

}  // namespace doppelint::cli
