#pragma once

#include <span>
#include <string_view>

#include "base/result.h"
#include "models/pools.h"

namespace doppelint::models {

/// A term such as `either(self, list(star(iterable)))` of a row with these parameters. Its arguments and
/// names are put into `pools`; the term itself is given back. It is well formed: every word has as many
/// arguments as it takes, of the roles that may stand there. The error says what is wrong, and not where.
[[nodiscard]] Result<Term> parse_value(std::string_view text, std::span<const ModelParameter> parameters,
                                       Pools& pools);

/// The same for what a call does: `append(self, object)`.
[[nodiscard]] Result<Term> parse_effect(std::string_view text, std::span<const ModelParameter> parameters,
                                        Pools& pools);

}  // namespace doppelint::models
