#pragma once

#include <optional>
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

/// The fix of a container, worked out once for its changes, which come one after the other.
class FixOfPlace {
  public:
    /// `make(place)` gives it; none where the container is made in another file.
    template <class Make>
    [[nodiscard]] std::optional<DraftFix> of(const Repeated& it, const Make& make) {
        if (it.place.module.valid()) return std::nullopt;
        if (it.place.node != place_) {
            place_ = it.place.node;
            fix_ = make(place_);
        }
        return fix_;
    }

  private:
    NodeId place_;
    std::optional<DraftFix> fix_;
};

}  // namespace doppelint::checks
