#pragma once

#include <string_view>

#include "base/result.h"
#include "program/module.h"

namespace doppelint::program {

/// Reads the form that `print` writes: print(parse(print(m))) == print(m). The error names the line.
///
/// Values (`%3`) and blocks (`block 1`) may have any words as names and get the numbers of their places;
/// `;` begins a comment. What is read need not be sound: see `verify`.
[[nodiscard]] Result<Module> parse(std::string_view text);

}  // namespace doppelint::program
