#pragma once

#include <optional>
#include <string>

#include "checks/check.h"

namespace doppelint::checks {

/// Copies what the expression gives, so that a change of it changes nothing else: `dict(x)`, `list(x)`. Safe
/// where it is known what is copied and the copy is all that the change meets (`depth`).
enum class Depth : std::uint8_t {
    shallow,  ///< the object itself is changed
    deep,     ///< something that it holds
};
[[nodiscard]] std::optional<DraftFix> copied_first(const Subject& subject, NodeId expression,
                                                   models::Kind kind, Depth depth, std::string message);

/// The same for what a change gets at by a name: the copy is made where the name gets it. None where it comes
/// by several ways, and where the function does not go on with it: then the change is what was wanted.
[[nodiscard]] std::optional<DraftFix> copied_before(const Subject& subject, const analysis::Change& change,
                                                    std::string message);

/// `copy.deepcopy(x)` for a copy that shares what `x` holds: `x[:]`, `list(x)`, `x.copy()`. Unsafe.
[[nodiscard]] std::optional<DraftFix> copied_deeply(const Subject& subject, NodeId copy, std::string message);

/// `os.environ.copy()` for the expression, a copy by the module `copy` among them.
[[nodiscard]] std::optional<DraftFix> own_environment(const Subject& subject, NodeId expression,
                                                      std::string message);

}  // namespace doppelint::checks
