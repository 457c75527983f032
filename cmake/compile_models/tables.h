#pragma once

#include <string>

#include "models/model.h"

namespace doppelint::compile_models {

/// C++ that defines `Library::standard()` with these tables.
[[nodiscard]] std::string tables_as_source(const models::LibraryTables& tables);

}  // namespace doppelint::compile_models
