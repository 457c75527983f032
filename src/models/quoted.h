#pragma once

#include <string>
#include <string_view>

namespace doppelint::models {

/// `text` as messages show what stands in a file.
[[nodiscard]] inline std::string quoted(std::string_view text) {
    return "`" + std::string(text) + "`";
}

}  // namespace doppelint::models
