#pragma once

#include <optional>
#include <string_view>

#include "checks/subject.h"
#include "project/shared_attributes.h"

namespace doppelint::checks {

/// A change of a container that an instance has of its class.
struct SharedChange {
    program::CodeId of;     ///< the instance's class
    std::string_view name;  ///< the attribute
    project::SharedAttribute shared;
};

/// What the change is, if it gets at the container over an instance and not over the class; none where
/// instances have, or may have, one of their own.
[[nodiscard]] std::optional<SharedChange> shared_change(const Subject& subject,
                                                        const analysis::Change& change);

/// Where the class makes the container, and in which module; the module is none where it is this file's.
struct PlaceOfShared {
    NodeId node;
    program::ModuleId module;
    std::string_view owner;  ///< the class's name
};
[[nodiscard]] PlaceOfShared place_of(const Subject& subject, const project::SharedAttribute& shared);

}  // namespace doppelint::checks
