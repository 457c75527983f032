#pragma once

#include <string>

#include "models/model.h"

namespace doppelint::models {

/// A term of this model as rules/models writes it: `either(self, list(star(iterable)))`.
[[nodiscard]] std::string text_of(const Library& library, const Model& model, const Term& term);

}  // namespace doppelint::models
