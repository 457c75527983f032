#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "program/module.h"

namespace doppelint::checks {

/// Which instructions of a function use which values. Worked out when somebody first asks; one thread asks.
class Uses {
  public:
    Uses(const program::Module& module, const program::Function& function)
        : module_(module), function_(function) {}

    /// In order; once for each operand that the value is.
    [[nodiscard]] std::span<const program::ValueId> of(program::ValueId value) const;

  private:
    void work_out() const;

    const program::Module& module_;
    const program::Function& function_;
    mutable std::vector<std::uint32_t> first_;  ///< by value; one more at the end; empty: nobody asked yet
    mutable std::vector<program::ValueId> users_;
};

}  // namespace doppelint::checks
