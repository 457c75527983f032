#pragma once

#include <cstdint>

namespace doppelint::lowering {

/// When Python evaluates annotations: where they stand (up to 3.13), or when somebody asks (from 3.14).
enum class Annotations : std::uint8_t { executed, on_request };

struct Options {
    Annotations annotations = Annotations::executed;
};

}  // namespace doppelint::lowering
