#pragma once

#include <span>
#include <string>

#include "models/model.h"

namespace doppelint::models {

/// What is wrong with a term of `word` that has these arguments, in a sentence; empty where nothing is.
[[nodiscard]] std::string problem_of_term(Word word, std::span<const Term> arguments);

/// What is wrong with the name in `word(name, …)`, or empty.
[[nodiscard]] std::string problem_of_name(Word word, std::string_view name);

}  // namespace doppelint::models
