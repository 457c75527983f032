#pragma once

#include <optional>
#include <string_view>

#include "checks/check.h"
#include "checks/phrase.h"
#include "project/shared_attributes.h"

namespace doppelint::checks {

/// An attribute of an instance, or of a class, by the class.
struct AttributeOf {
    program::CodeId of;
    std::string_view name;
};

/// Whose attribute held the object when the function began; none if none did.
[[nodiscard]] std::optional<AttributeOf> attribute_of(const Subject& subject, ObjectId id);

/// A change of a container that an instance has of its class.
struct SharedChange {
    AttributeOf attribute;
    project::SharedAttribute shared;
};

/// What the change is, if it gets at the container over an instance and not over the class; none where
/// instances have, or may have, one of their own.
[[nodiscard]] std::optional<SharedChange> shared_change(const Subject& subject,
                                                        const analysis::Change& change);

/// Whether each thread has attributes of its own, but for those of the class.
[[nodiscard]] bool is_local_to_thread(const Subject& subject, const SharedChange& change);

/// The name of the class that makes the container.
[[nodiscard]] std::string_view owner_of(const Subject& subject, const project::SharedAttribute& shared);

[[nodiscard]] Phrase class_name(const Subject& subject, program::CodeId body);

/// A step at a register of other code: the module is none where it is this file's.
[[nodiscard]] DraftStep step_at(const Subject& subject, std::string message, program::CodeId code,
                                ValueId value);

}  // namespace doppelint::checks
