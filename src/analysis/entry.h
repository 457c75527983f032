#pragma once

#include <cstdint>
#include <vector>

#include "models/kind.h"
#include "program/module.h"

namespace doppelint::analysis {

/// What a parameter is bound to when a function begins.
struct ParameterBinding {
    enum class What : std::uint8_t {
        caller,       ///< whatever the caller passes
        own_default,  ///< the object of its own default
    };
    What what = What::caller;
    models::Kind kind = models::Kind::opaque;  ///< own_default: what the object is
    bool empty = false;                        ///< own_default: it holds nothing at first
};

/// What a function begins with. Parameters that are not listed are the caller's.
struct Entry {
    std::vector<ParameterBinding> parameters;
};

}  // namespace doppelint::analysis
