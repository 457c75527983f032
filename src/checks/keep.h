#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "checks/run.h"
#include "project/stable_names.h"

namespace doppelint::checks {

/// Nodes, counted from the code in whose source they stand.
class NodePlaces {
  public:
    virtual ~NodePlaces() = default;
    struct Place {
        program::CodeId code;
        std::uint32_t offset = 0;
    };
    [[nodiscard]] virtual Place place_of(program::ModuleId module, NodeId node) const = 0;
    /// None if the code's source does not go so far.
    [[nodiscard]] virtual NodeId node_at(const Place& place) const = 0;

  protected:
    NodePlaces() = default;
    NodePlaces(const NodePlaces&) = default;
    NodePlaces& operator=(const NodePlaces&) = default;
};

/// What the checks said of a function of the module, as bytes for another run; nothing where they said
/// nothing. It holds only while the source of `places` is written as it is.
[[nodiscard]] std::vector<std::byte> kept_form(const Found& found, program::ModuleId module,
                                               const project::StableNames& names, const NodePlaces& nodes,
                                               std::vector<program::CodeId>& places);
/// None if these are no such bytes, or name what is not there any more.
[[nodiscard]] std::optional<Found> found_from(std::span<const std::byte> kept,
                                              const project::StableNames& names, const NodePlaces& nodes);

}  // namespace doppelint::checks
