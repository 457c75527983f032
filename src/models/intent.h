#pragma once

#include <string_view>

namespace doppelint::models {

/// What names say about intent: the words of rules/intent.toml. Only claims that are about a name ask it.
class Intent {
  public:
    /// What rules/intent.toml says, compiled in.
    [[nodiscard]] static const Intent& standard();

    /// A name that promises to hold what was: `old_rows`, `backup`, `state_copy`.
    [[nodiscard]] bool is_snapshot(std::string_view name) const;
};

}  // namespace doppelint::models
