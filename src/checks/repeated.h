#pragma once

#include <string>
#include <vector>

#include "checks/check.h"
#include "checks/phrase.h"

namespace doppelint::checks {

/// A change of an object that all places of a container hold, by way of one of them.
struct Repeated {
    const analysis::Change* change = nullptr;
    bool is_mapping = false;
    NodeId node;    ///< what made the container
    Phrase made;    ///< the same in the program's words
    Phrase action;  ///< the change
};
[[nodiscard]] std::vector<Repeated> changes_of_repeated(const Subject& subject);

[[nodiscard]] Draft draft_of(const Subject& subject, const Repeated& it, std::string message,
                             std::string made, std::string changed);

}  // namespace doppelint::checks
