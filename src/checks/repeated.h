#pragma once

#include <vector>

#include "checks/check.h"
#include "checks/phrase.h"

namespace doppelint::checks {

/// A change of an object that all places of a container hold, by way of one of them.
struct Repeated {
    const analysis::Change* change = nullptr;
    bool is_mapping = false;
    DraftStep place;  ///< what made the container; without a message
    Phrase made;      ///< the same in the program's words
    Phrase action;    ///< the change
};
[[nodiscard]] std::vector<Repeated> changes_of_repeated(const Subject& subject);

}  // namespace doppelint::checks
