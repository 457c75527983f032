#pragma once

#include <cstdint>

#include "program/module.h"

namespace doppelint::program {

/// A module among those that are analyzed together.
using ModuleId = Id<struct ModuleTag>;

/// A function, class body or module body of one of the modules. Of a module itself the function is its body.
struct CodeId {
    ModuleId module;
    FunctionId function;

    [[nodiscard]] bool valid() const { return module.valid() && function.valid(); }
    auto operator<=>(const CodeId&) const = default;
};

}  // namespace doppelint::program

template <>
struct std::hash<doppelint::program::CodeId> {
    std::size_t operator()(const doppelint::program::CodeId& it) const noexcept {
        return (static_cast<std::size_t>(it.module.index()) << 32U) ^ it.function.index();
    }
};
