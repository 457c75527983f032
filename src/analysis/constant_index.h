#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <unordered_map>

#include "program/module.h"

namespace doppelint::analysis {

/// Finds a file's constants by their values.
class ConstantIndex {
  public:
    explicit ConstantIndex(const program::Module& module);

    /// True, False, None.
    [[nodiscard]] program::ConstantId find(program::ConstantKind kind) const {
        return singletons_[static_cast<std::size_t>(kind)];
    }
    [[nodiscard]] program::ConstantId find(program::ConstantKind kind, bool exact, std::string_view text,
                                           std::int64_t integer) const;

  private:
    const program::Module& module_;
    std::array<program::ConstantId, 3> singletons_;
    std::unordered_multimap<std::string_view, program::ConstantId> by_text_;
};

}  // namespace doppelint::analysis
