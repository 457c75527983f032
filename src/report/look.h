#pragma once

#include <cstdint>

namespace doppelint::report {

enum class Color : std::uint8_t { off, on };
enum class Steps : std::uint8_t { hidden, shown };

/// How the outputs for people look.
struct Look {
    Color color = Color::off;
    Steps steps = Steps::shown;
    std::uint32_t width = 0;  ///< characters of a line; 0: as many as there are
};

}  // namespace doppelint::report
