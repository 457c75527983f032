#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>

#include "findings/finding.h"

namespace doppelint::report {

/// The lines of text that findings name, for outputs that show them. Findings carry places alone.
class Quotes {
  public:
    /// `line` counts from 1, in a notebook within its cell.
    void add(std::string path, std::uint32_t cell, std::uint32_t line, std::string_view text) {
        lines_.insert_or_assign({std::move(path), cell, line}, text);
    }

    /// The line on which `place` begins, without its end; none where nobody could read it.
    [[nodiscard]] std::optional<std::string_view> line_of(const findings::Place& place) const;

  private:
    std::map<std::tuple<std::string, std::uint32_t, std::uint32_t>, std::string> lines_;
};

}  // namespace doppelint::report
