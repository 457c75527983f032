#pragma once

#include <span>
#include <string_view>
#include <unordered_map>

#include "program/module.h"

namespace doppelint::lowering {

/// The constants of a module: equal literals get one id.
class Constants {
  public:
    explicit Constants(program::Module& module) : module_(module) {}

    program::ConstantId add(const program::Constant& constant);

  private:
    program::Module& module_;
    std::unordered_map<std::uint64_t, program::ConstantId> known_;
};

/// The value of an integer, float or imaginary literal as written.
[[nodiscard]] program::Constant number(Interner& names, std::string_view literal);

/// The value of string or bytes literals as written, prefixes and quotes included, that stand side by side.
[[nodiscard]] program::Constant string(Interner& names, std::span<const std::string_view> literals);

/// A string that is known by its value, not as it was written.
[[nodiscard]] program::Constant text_constant(Interner& names, std::string_view value);

}  // namespace doppelint::lowering
