#pragma once

#include <span>
#include <string>
#include <string_view>

namespace doppelint::session {

/// The one of `known` that `word` was probably meant to be, or an empty view where none is near.
[[nodiscard]] std::string_view nearest_spelling(std::string_view word,
                                                std::span<const std::string_view> known);

/// "; did you mean `…`?" with the nearest spelling, or nothing.
[[nodiscard]] std::string did_you_mean(std::string_view word, std::span<const std::string_view> known);

}  // namespace doppelint::session
