#pragma once

#include <string_view>
#include <vector>

#include "project/project.h"

namespace doppelint::project {

/// A method that changes what its instance has under the name, if that is a container, in place: of the
/// class, of those it derives from, of those below it; none: there is none.
[[nodiscard]] CodeId field_changer(const Project& project, const ClassInfo& info, std::string_view name);

/// An attribute that the constructor binds.
struct InitialField {
    std::string_view name;
    CodeId constructor;
    ValueId store;  ///< there
};

/// Those that the class's own `__init__` binds, some other method of it reads, and instances have from
/// nowhere else; in the order of the text.
[[nodiscard]] std::vector<InitialField> initial_fields(const Project& project, const ClassInfo& info);

}  // namespace doppelint::project
