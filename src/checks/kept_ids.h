#pragma once

#include <cstdint>
#include <vector>

#include "checks/check.h"

namespace doppelint::checks {

/// A method keeps the `id` of an argument in a container of its instance, and not the argument.
struct KeptId {
    ValueId stored;  ///< the instruction that puts it there
    ValueId id;      ///< the call of `id`
    std::uint32_t parameter = 0;
};
[[nodiscard]] std::vector<KeptId> kept_ids(const Subject& subject);

/// An object that the function makes, and nobody keeps, is passed to a method of something that lives on.
struct PassedTemporary {
    ArgumentOf argument;
    ValueId call;
    ValueId passed;  ///< the register of the argument
};
[[nodiscard]] std::vector<PassedTemporary> passed_temporaries(const Subject& subject);

}  // namespace doppelint::checks
