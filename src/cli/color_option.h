#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "cli/parse_options.h"
#include "report/look.h"

namespace doppelint::cli {

/// Where text is going.
enum class Destination : std::uint8_t { terminal, elsewhere, file };

/// `--color`, of all commands that have something to color.
class ColorOption {
  public:
    void add_to(CLI::App& app);

    /// Without a value, a sentence said what is wrong.
    [[nodiscard]] std::optional<report::Color> color(Destination destination,
                                                     Surroundings& surroundings) const;

  private:
    std::string when_ = "auto";
};

}  // namespace doppelint::cli
