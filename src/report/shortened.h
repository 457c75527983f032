#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace doppelint::report {

/// `text` as `on_one_line` writes it; of one that takes more than `width` columns the beginning, and `…`.
[[nodiscard]] std::string shortened(std::string_view text, std::uint32_t width);

}  // namespace doppelint::report
