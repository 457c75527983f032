#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "findings/finding.h"
#include "report/look.h"

namespace doppelint::report {

/// What a piece of text is, for those who see colors.
enum class Paint : std::uint8_t { path, quiet, strong, error, warning, info, step, fix };

/// The paint of what is as serious as this.
[[nodiscard]] Paint paint_of(findings::Severity severity);

/// Puts the commands of a terminal around text; without color, none.
class Painter {
  public:
    explicit Painter(Color color) : color_(color) {}

    [[nodiscard]] std::string operator()(Paint paint, std::string_view text) const;
    /// `text` with all that stands between backticks in bold.
    [[nodiscard]] std::string sentence(std::string_view text) const;

  private:
    Color color_;
};

}  // namespace doppelint::report
