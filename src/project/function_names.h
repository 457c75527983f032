#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "program/module.h"

namespace doppelint::project {

/// What each function of a module is called in outputs: `app.table.load`, `app.table.Table.add`,
/// `app.table.load.<lambda1>`, the module's body by the module's own name. What is defined again under the
/// same name gets `#2`. Names that would be very long begin again with the module's name and a number.
/// `separator` stands between the module's name and the others.
[[nodiscard]] std::vector<std::string> function_names(const program::Module& module,
                                                      std::string_view module_name,
                                                      std::string_view separator = ".");

}  // namespace doppelint::project
