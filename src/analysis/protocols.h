#pragma once

#include <span>
#include <string_view>

#include "program/instruction.h"

namespace doppelint::analysis {

/// The special methods that Python asks for one after the other until a class has one: `format(x)` asks for
/// `__format__`, then `__str__`, then `__repr__`. The first is the name that was asked for.
[[nodiscard]] std::span<const std::string_view> alternatives_of(const std::string_view& name);

/// The special methods behind an operator; `reflected` and `in_place` may be empty.
struct OperatorMethods {
    std::string_view plain, reflected, in_place;
};
[[nodiscard]] OperatorMethods methods_of(program::BinaryOperator it);
/// Of `==`, `<`, …: what the left side is asked, and what the right side.
[[nodiscard]] OperatorMethods methods_of(program::Comparison it);
[[nodiscard]] std::string_view method_of(program::UnaryOperator it);
[[nodiscard]] std::string_view method_of(program::Conversion it);

}  // namespace doppelint::analysis
