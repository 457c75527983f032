#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "project/promises.h"

namespace doppelint::project {

/// A container, or an instance of a class of the project, that a class's body binds to a name, so that one
/// object is what all instances have.
struct SharedAttribute {
    CodeId owner;   ///< the class
    ValueId value;  ///< the register of its body that holds it
    Promise promise = Promise::none;
    bool is_field = false;     ///< annotated in some other way
    bool is_stored = false;    ///< methods write it, but do not give every instance one of its own
    bool is_instance = false;  ///< and no container
    bool operator==(const SharedAttribute&) const = default;
};

/// The container that `instance.name` is where nothing but the class has it. None where instances get one of
/// their own: constructors always set it, or some method may, or a class below it has another. None, too,
/// where instances put themselves into it: such a list is the class's on purpose.
[[nodiscard]] std::optional<SharedAttribute> shared_attribute(const Project& project, const ClassInfo& info,
                                                              std::string_view name);

/// Whether some method binds the attribute of its instance anew once that is made: of the class, of those it
/// derives from, of those below it.
[[nodiscard]] bool is_rebound(const Project& project, const ClassInfo& info, std::string_view name);

/// A field of a record whose default is a container, or an instance of a class of the project.
struct FieldDefault {
    NameId name;
    ValueId value;   ///< the register of the class's body that holds it
    CodeId made_of;  ///< that class; none: a container
};
/// Those of the class itself, in the order of the text.
[[nodiscard]] std::vector<FieldDefault> object_defaults(const Project& project, const ClassInfo& info);

}  // namespace doppelint::project
