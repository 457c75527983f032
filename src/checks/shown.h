#pragma once

#include <string_view>
#include <vector>

#include "checks/check.h"
#include "checks/phrase.h"

namespace doppelint::checks {

/// A view that has a snapshot's name, whose source changes before the name is read.
struct Shown {
    const analysis::Broken* broken = nullptr;
    std::string_view library;  ///< "numpy", "torch", …: whose array it is; empty: a view of a container
    Phrase name, view, change;
};
[[nodiscard]] std::vector<Shown> changed_while_shown(const Subject& subject);

/// The finding, without steps.
[[nodiscard]] Draft draft_of(const Subject& subject, const Shown& shown, std::string message);

}  // namespace doppelint::checks
